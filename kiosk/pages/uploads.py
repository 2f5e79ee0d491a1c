"""The organiser's files as they come in: packed and unpacked, together they have one bound."""

import gzip
import io
import zlib

from aiohttp import BodyPartReader, MultipartReader, web

from kiosk.domain.errors import BadFile, FormUnreadable, UploadTooLarge
from kiosk.formats.named_sheet import is_plain_name, no_plain_name
from kiosk.read_form import UNREADABLE

LARGEST_UPLOAD = 64 * 2**20  # bytes of all files together, as sent and as unpacked
MOST_PARTS = 300


async def files_in(request: web.Request) -> dict[str, bytes]:
    """The files that were sent; none where the form holds none, or breaks off.

    Whoever calls has looked at the PIN. Raises FormUnreadable, UploadTooLarge, BadFile.
    """
    if request.content_type != "multipart/form-data":
        return {}
    if (request.content_length or 0) > LARGEST_UPLOAD:
        raise UploadTooLarge
    try:
        return await _parts(await request.multipart())
    except UNREADABLE:
        return {}


async def _parts(form: MultipartReader) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    room = LARGEST_UPLOAD
    parts = 0
    async for part in form:
        parts += 1
        if parts > MOST_PARTS:
            raise UploadTooLarge
        if not isinstance(part, BodyPartReader):
            raise FormUnreadable
        content = bytearray()
        while chunk := await part.read_chunk():
            room -= len(chunk)
            if room < 0:
                raise UploadTooLarge
            content += chunk
        if not part.filename:
            continue
        name = part.filename.replace("\\", "/").rsplit("/", 1)[-1]
        if not is_plain_name(name):
            raise BadFile((no_plain_name(name),))
        if name.endswith(".gz"):
            name = name.removesuffix(".gz") or name
            content = _unpacked(bytes(content), room)
            room -= len(content)
        files[name] = bytes(content)
    return files


def _unpacked(packed: bytes, room: int) -> bytearray:
    content = bytearray()
    try:
        with gzip.open(io.BytesIO(packed)) as file:
            while part := file.read(2**16):
                content += part
                if len(content) > room:
                    raise UploadTooLarge
    except (OSError, EOFError, zlib.error) as fault:
        raise FormUnreadable from fault
    return content
