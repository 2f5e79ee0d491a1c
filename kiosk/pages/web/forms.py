"""Each form is read whole before any page acts on it."""

from aiohttp import web
from aiohttp.typedefs import Handler
from multidict import MultiDict, MultiDictProxy

from kiosk.read_form import UPLOAD, read_form

Form = MultiDictProxy[str]
_FORM = web.RequestKey("FORM", MultiDictProxy[str])
_NOTHING = MultiDictProxy(MultiDict[str]())


@web.middleware
async def only_readable(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Read the form for the page; raises NotAForm, FormTooLong, FormUnreadable."""
    has_page = request.match_info.http_exception is None
    if request.method == "POST" and has_page and request.path != UPLOAD:
        request[_FORM] = MultiDictProxy(MultiDict(await read_form(request)))
    return await handler(request)


def form_of(request: web.Request) -> Form:
    """What was sent to a page that takes a form."""
    form: Form = request.get(_FORM, _NOTHING)
    return form
