"""In which language a page of the central server answers."""

from kiosk.presentation.phrases import ENGLISH


def chosen_language(known: tuple[str, ...], *, asked: str, accepted: str) -> str:
    """The language to answer in: the one asked for, else the browser's, else English.

    ``accepted``: an Accept-Language header, taken in its order, as browsers sort it.
    """
    wishes = [asked, *(part.split(";")[0].strip() for part in accepted.split(","))]
    for wish in wishes:
        for code in (wish.lower(), wish.lower().split("-")[0]):
            if code in known:
                return code
    return ENGLISH
