"""A request is let in before any page acts on it: from our own pages, and its form read whole."""

from aiohttp import web
from multidict import MultiDict, MultiDictProxy

from kiosk.domain.errors import LengthNotTold
from kiosk.pages.web.access import must_be_ours
from kiosk.read_form import UPLOAD, read_form
from kiosk.unread import has_no_length

Form = MultiDictProxy[str]
_FORM = web.RequestKey("FORM", list[tuple[str, str]])


async def let_in(request: web.Request) -> None:
    """Read the form for the page.

    Raises LengthNotTold for what no browser sends, a body whose length is not told before, and
    NotAllowedHere, NotAForm, FormTooLong, FormUnreadable.
    """
    if has_no_length(request):
        raise LengthNotTold
    if request.method in {"GET", "HEAD"}:
        return
    must_be_ours(request)
    has_page = request.match_info.http_exception is None
    if request.method == "POST" and has_page and request.path != UPLOAD:
        request[_FORM] = await read_form(request)


def form_of(request: web.Request) -> Form:
    """What was sent to a page that takes a form."""
    return MultiDictProxy(MultiDict(request.get(_FORM, ())))


def fields_of(request: web.Request) -> dict[str, list[str]]:
    """The same, as a ballot is read: the values of each field in their order."""
    fields: dict[str, list[str]] = {}
    for name, value in request.get(_FORM, ()):
        fields.setdefault(name, []).append(value)
    return fields
