"""The organiser's files as they come in: packed and unpacked, together they have one bound."""

import asyncio
import gzip
import io
import zlib
from collections.abc import Mapping

from aiohttp import BodyPartReader, MultipartReader, web

from kiosk.domain.errors import BadFile, Fault, FormUnreadable, UploadTooLarge
from kiosk.formats.named_sheet import faults_of_names, is_packed, unpacked_name
from kiosk.read_form import UNREADABLE
from kiosk.unread import read_on

LARGEST_UPLOAD = 64 * 2**20  # bytes of all files together, as sent and as unpacked
MOST_PARTS = 300


async def files_in(request: web.Request) -> dict[str, bytes]:
    """The files that were sent; none where the form holds none, or breaks off.

    Whoever calls has looked at the PIN. Raises FormUnreadable, UploadTooLarge, and BadFile where
    their names do not tell them apart, or one is packed and damaged.
    """
    if request.content_type != "multipart/form-data":
        return {}
    if (request.content_length or 0) > LARGEST_UPLOAD:
        await read_on(request)
        raise UploadTooLarge
    try:
        sent, room = await _parts(await request.multipart())
    except UNREADABLE:
        return {}
    faults = faults_of_names([name for name, _ in sent])
    if faults:
        raise BadFile(faults)
    return await asyncio.to_thread(_unpacked, dict(sent), room)  # takes a second; pages go on


async def _parts(form: MultipartReader) -> tuple[list[tuple[str, bytes]], int]:
    """Names and contents as they were sent, and how many bytes there is room for yet."""
    files: list[tuple[str, bytes]] = []
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
        if part.filename:
            name = part.filename.replace("\\", "/").rsplit("/", 1)[-1]
            files.append((name, bytes(content)))
    return files, room


def _unpacked(sent: Mapping[str, bytes], room: int) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for name, content in sent.items():
        files[unpacked_name(name)] = content
        if is_packed(name):
            files[unpacked_name(name)] = whole = _content(name, content, room)
            room -= len(whole)
    return files


def _content(name: str, packed: bytes, room: int) -> bytes:
    content = bytearray()
    try:
        with gzip.open(io.BytesIO(packed)) as file:
            while part := file.read(2**16):
                content += part
                if len(content) > room:
                    raise UploadTooLarge
    except (OSError, EOFError, zlib.error) as fault:
        remedy = "Pack it again, or send it unpacked"
        raise BadFile((Fault(name, 0, "This file is damaged", remedy),)) from fault
    return bytes(content)
