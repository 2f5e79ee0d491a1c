"""The fields of a form as browsers send it: read in one go, in time that grows with its length."""

from urllib.parse import parse_qsl

KIND = "application/x-www-form-urlencoded"
MOST_BYTES = 64 * 1024
MOST_FIELDS = 1_000  # a ballot about some hundreds of projects has one for each


def read_fields(body: bytes) -> list[tuple[str, str]]:
    """Names and values in their order; raises ValueError for too many, or what is not UTF-8."""
    text = body.decode("utf-8")
    if not ("%" in text or "+" in text or text.count("&") >= MOST_FIELDS):
        # Nothing in it is encoded, as in nearly every ballot: a fifth of the time.
        pairs = (field.partition("=") for field in text.split("&") if field)
        return [(name, value) for name, _, value in pairs]
    return parse_qsl(
        text,
        keep_blank_values=True,
        encoding="utf-8",
        errors="strict",
        max_num_fields=MOST_FIELDS,
    )


def is_utf8(charset: str | None) -> bool:
    """Whether a form that names these letters is one of ours: other letters can be slow to read."""
    return (charset or "utf-8").lower() in {"utf-8", "utf8"}
