"""Every address of the kiosk on one page: who can reach what."""

from aiohttp import web

from kiosk.pages.chair import cards as chair_cards
from kiosk.pages.chair import key as chair_key
from kiosk.pages.chair import publish as chair_publish
from kiosk.pages.chair import reports
from kiosk.pages.chair import run as chair
from kiosk.pages.chair import sample as chair_sample
from kiosk.pages.desk import card as desk_card
from kiosk.pages.desk import desk
from kiosk.pages.organiser import pair, panel
from kiosk.pages.organiser import prepare as organiser
from kiosk.pages.public import api, api_proofs, handbook, health, openapi, results, screen
from kiosk.pages.voter import ballot, booth, cards
from kiosk.pages.web import live_news, own_screen, pin, static
from kiosk.pages.web.access import officials_only
from kiosk.pages.web.seat import seated
from kiosk.read_form import UPLOAD

EVERYBODY = [
    web.get("/", cards.welcome),
    web.post("/", cards.find),
    web.get("/card/{code}/poll/{poll}", ballot.show),  # asked for most, so looked at first
    web.post("/card/{code}/poll/{poll}", ballot.post),
    web.get("/card/{code}", cards.show),
    web.get("/results", results.index),
    web.get("/results/{poll}", results.show),
    web.get("/results/{poll}/{export}", results.save),
    web.get("/tracker", results.show_tracker),
    web.post("/tracker", results.find_ballot),
    web.get("/help", handbook.contents),
    web.get("/help/{topic}", handbook.topic),
    web.get("/screen", screen.show),
    web.get("/live", live_news.hall),
    web.get("/live/screen", live_news.screen),
    web.get("/static/device.css", static.device),
    web.get("/static/{name}", static.asset),
    web.get("/healthz", health.healthz),
    web.get("/metrics", health.metrics),
    web.get("/api/openapi.json", openapi.openapi),
    web.get("/api/v1/assembly", api.assembly),
    web.get("/api/v1/polls/{poll}/result", api.result),
    web.get("/api/v1/polls/{poll}/ballots", api.ballots),
    web.post("/api/v1/polls/{poll}/inclusion", api_proofs.inclusion),
    web.get("/api/v1/polls/{poll}/openings", api_proofs.openings),
    web.get("/own", own_screen.show),
    web.get("/own/{secret}", own_screen.take_over),
    web.get("/own/{secret}/{page:booth|desk|chair|organiser|panel}", own_screen.take_over),
]

AT_THE_BOOTH = [
    web.get("/booth/card", cards.show),
    web.get("/booth/poll/{poll}", ballot.show),
    web.post("/booth/poll/{poll}", ballot.post),
    web.post("/booth/print/{poll}", booth.print_receipt),
]
"""For somebody whose card is in use there."""

OWN_SCREENS = [
    web.get("/desk", desk.show),
    web.get("/desk/help", handbook.contents),
    web.get("/desk/help/{topic}", handbook.topic),
    web.post("/desk", desk.search),
    web.post("/desk/confirm", desk.confirm),
    web.post("/desk/sign-in", desk.come_in),
    web.get("/desk/card/{ticket}", desk_card.show),
    web.post("/desk/card/{ticket}/have", desk_card.have),
    web.post("/desk/card/{ticket}/print", desk_card.print_again),
    web.post("/desk/card/{ticket}/another", desk_card.another),
    web.post("/desk/guest", desk.guest_in),
    web.get("/desk/leave", desk.show_leave),
    web.post("/desk/leave", desk.search_leave),
    web.post("/desk/leave/confirm", desk.confirm_leave),
    web.post("/desk/leave/out", desk.go_out),
    web.post("/desk/guest-left", desk.guest_out),
    web.get("/live/desk", live_news.desk),
    web.get("/booth", booth.show),
    web.post("/booth", booth.begin),
    web.post("/booth/scan", booth.scan),
    web.post("/booth/look", booth.look),
    web.get("/booth/leave", booth.leave),
    web.post("/booth/leave", booth.leave),
    web.post("/booth/press", booth.press),
    web.get("/live/booth", live_news.booth),
    web.post("/api/v1/desk/arrivals", api.arrive),
    web.get("/panel", panel.show),
    web.post("/panel/press", panel.press),
    web.post("/panel/scan", panel.scan),
    web.post("/panel/printer", panel.lever),
    web.get("/panel/slips/{slip}", panel.slip),
]

PEOPLE_WITH_A_PIN = [
    web.get("/chair/help", handbook.contents),
    web.get("/chair/help/{topic}", handbook.topic),
    web.get("/organiser/help", handbook.contents),
    web.get("/organiser/help/{topic}", handbook.topic),
    web.get("/pair", pair.show),
    web.post("/pair", pair.pair),
    web.get("/chair", chair.show),
    web.post("/chair/enter", pin.enter_chair),
    web.post("/chair/lock", pin.lock_chair),
    web.get("/chair/live", live_news.chair),
    web.get("/chair/poll/{poll}", chair.show),
    web.post("/chair/poll/{poll}/{step:open|pause|resume|stop}", chair.step),
    web.get("/chair/poll/{poll}/close", chair.ask_close),
    web.post("/chair/poll/{poll}/close", chair.close),
    web.post("/chair/poll/{poll}/count", chair.count),
    web.get("/chair/poll/{poll}/publish", chair_publish.ask_publish),
    web.post("/chair/poll/{poll}/cards", chair_cards.count),
    web.get("/chair/poll/{poll}/sample", chair_sample.ask_dice),
    web.get("/chair/poll/{poll}/tear", chair_key.ask_tear),
    web.post("/chair/poll/{poll}/{deed:key|words|unlock|tear|sample|publish|needs}", chair.deed),
    web.post("/chair/report/{report}/print", reports.print_again),
    web.post("/chair/projector", chair.projector),
    web.post("/chair/help/{call}/{answer:coming|done}", chair.answer_help),
    web.get("/organiser", organiser.show),
    web.post("/organiser/enter", pin.enter_organiser),
    web.post("/organiser/lock", pin.lock_organiser),
    web.post(UPLOAD, organiser.load),
    web.post("/organiser/load/anyway", organiser.load_anyway),
    web.post("/organiser/test-slip", organiser.test_slip),
    web.post("/organiser/trial", organiser.begin),
    web.get("/organiser/trial/end", organiser.ask_end),
    web.post("/organiser/trial/end", organiser.end),
    web.post("/organiser/pin", organiser.change_pin),
    web.post("/organiser/pair", organiser.offer_pairing),
    web.post("/organiser/screens/{screen}/forget", organiser.forget_screen),
]

OFFICIALS = [
    web.RouteDef(one.method, one.path, officials_only(handler), one.kwargs)
    for one, handler in (
        *((one, seated(one.handler)) for one in AT_THE_BOOTH),
        *((one, one.handler) for one in (*OWN_SCREENS, *PEOPLE_WITH_A_PIN)),
    )
]

ROUTES = [*EVERYBODY, *OFFICIALS]
