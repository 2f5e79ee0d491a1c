"""Forms that no browser sends: refused with a sentence before any page looks at them."""

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler

from kiosk.domain.errors import FormUnreadable

UPLOAD = "/organiser/load"  # read in parts by its own page, for it is larger than any form
UNREADABLE = (ValueError, LookupError, RuntimeError, HttpProcessingError, web.RequestPayloadError)
"""What reading a form raises: a letter set or packing that it is not in, parts that do not end."""


@web.middleware
async def only_readable(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Read the form once for all who ask for it; raises FormUnreadable."""
    if request.path != UPLOAD:
        try:
            await request.post()
        except UNREADABLE as fault:
            raise FormUnreadable from fault
    return await handler(request)
