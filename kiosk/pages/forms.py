"""The one reader of forms: bounded before a byte is read, and whole before any page acts on it."""

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler
from multidict import MultiDict, MultiDictProxy

from kiosk.domain.errors import FormTooLong, FormUnreadable, NotAForm
from kiosk.formats.form_fields import KIND, MOST_BYTES, is_utf8, read_fields

UPLOAD = "/organiser/load"  # read in parts by its own page, for it is larger than any form
UNREADABLE = (ValueError, LookupError, RuntimeError, HttpProcessingError, web.RequestPayloadError)
"""What reading a form raises: letters that it is not in, parts that do not end."""

Form = MultiDictProxy[str]
_FORM = web.RequestKey("FORM", MultiDictProxy[str])
_NOTHING = MultiDictProxy(MultiDict[str]())


@web.middleware
async def only_readable(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Read the form for the page; raises NotAForm, FormTooLong, FormUnreadable."""
    has_page = request.match_info.http_exception is None
    if request.method == "POST" and has_page and request.path != UPLOAD:
        request[_FORM] = await _read(request)
    return await handler(request)


def form_of(request: web.Request) -> Form:
    """What was sent to a page that takes a form."""
    form: Form = request.get(_FORM, _NOTHING)
    return form


async def _read(request: web.Request) -> Form:
    if not request.can_read_body:
        return _NOTHING
    if request.content_type != KIND:
        raise NotAForm
    if not is_utf8(request.charset) or "Content-Encoding" in request.headers:
        raise FormUnreadable
    if (request.content_length or 0) > MOST_BYTES:
        raise FormTooLong
    body = bytearray()
    try:
        while part := await request.content.readany():
            body += part
            if len(body) > MOST_BYTES:
                raise FormTooLong
        return MultiDictProxy(MultiDict(read_fields(bytes(body))))
    except UNREADABLE as fault:
        raise FormUnreadable from fault
