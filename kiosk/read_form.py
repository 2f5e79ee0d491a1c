"""The one reader of forms, for both programs: bounded before a byte of it is read."""

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from kiosk.domain.errors import FormTooLong, FormUnreadable, NotAForm
from kiosk.formats.form_fields import KIND, MOST_BYTES, is_utf8, read_fields

UPLOAD = "/organiser/load"  # read in parts by its own page, for it is larger than any form
UNREADABLE = (ValueError, LookupError, RuntimeError, HttpProcessingError, web.RequestPayloadError)
"""What reading a form raises: letters that it is not in, parts that do not end."""


async def read_form(request: web.Request) -> list[tuple[str, str]]:
    """Names and values in their order; raises NotAForm, FormTooLong, FormUnreadable.

    Who has not said the length was refused before: nobody sends more than was said.
    """
    if not request.can_read_body:
        return []
    if request.content_type != KIND:
        raise NotAForm
    if not is_utf8(request.charset) or "Content-Encoding" in request.headers:
        raise FormUnreadable
    if (request.content_length or 0) > MOST_BYTES:
        raise FormTooLong
    try:
        content = request.content
        # Nearly always it came with its head: nobody waits for it.
        body = content.read_nowait() if content.is_eof() else await content.read()
        return read_fields(body)
    except UNREADABLE as fault:
        raise FormUnreadable from fault
