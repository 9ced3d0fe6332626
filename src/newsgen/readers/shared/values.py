"""A stated value, of whatever type its container's parser gave it → one line of text, a list of names, a list of tags."""

import datetime
import re
from collections.abc import Mapping

from newsgen.text.encoding import tidy

LONGEST = 2_000
"""Characters of the longest value of a field that is a line of text: no headline is longer, and no number (a 6,000-digit one was tried)."""

LISTED = 200
"""Entries of the longest list of names or tags."""

Value = object
"""A stated value: text, number, date, list or mapping."""


def says_nothing(text: str) -> bool:
    """True for an empty text and for what programs write where they have none (null, nan)."""
    return text.strip().lower() in _NOTHING


def flat(value: Value) -> str | None:
    r"""A value as one line of text; "" for what says nothing (null, nan), None for what is no single text.

    >>> flat(" US:\n talks "), flat({"name": "AFP"}), flat(["one"]), flat(["one", "two"]), flat("null")
    ('US: talks', 'AFP', 'one', None, '')
    """
    if isinstance(value, str):
        line = value if _is_even(value) else " ".join(tidy(value).split())
        return line if len(line) > _LONGEST_NOTHING or line.lower() not in _NOTHING else ""
    if isinstance(value, Mapping):
        return next((text for key in _NAMING if key in value and (text := flat(value[key]))), None)
    if isinstance(value, (list, tuple)):
        return flat(value[0]) if len(value) == 1 else None if value else ""
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return "" if value is None or isinstance(value, bool) or value != value else str(value)  # noqa: PLR0124 - nan alone is not itself


def _is_even(text: str) -> bool:
    """True for what is tidy and one line already."""
    return (
        text.isascii()
        and text.isprintable()
        and "  " not in text
        and text[:1] != " "
        and text[-1:] != " "
    )


def people(value: Value) -> tuple[str, ...]:
    """The names in a stated byline: a list, or a text that joins them by commas, semicolons or "and".

    >>> people("By Anna Lind, Per Holm & Jo Ek"), people("Lind, Anna"), people([{"name": "Anna Lind"}])
    (('Anna Lind', 'Per Holm', 'Jo Ek'), ('Lind, Anna',), ('Anna Lind',))
    """
    if isinstance(value, str) and value[:1] == "[" and value.rstrip()[-1:] == "]":
        value = [part.strip(" '\"") for part in value.strip(" []").split(",")]
    if isinstance(value, (list, tuple)):
        return tuple(dict.fromkeys(name for item in value[:LISTED] for name in people(item)))
    line = _BY.sub("", flat(value) or "", count=1)
    parts = [part.strip(" ,") for part in _JOINED.split(line)]
    whole = [name for part in parts for name in _comma_parted(part)]
    return tuple(dict.fromkeys(name for name in whole if name))


def tags(value: Value) -> tuple[str, ...]:
    """The tags in a value: a list, or a text that parts them by commas or semicolons.

    >>> tags("Japan, trade"), tags(["Japan", {"name": "trade"}])
    (('Japan', 'trade'), ('Japan', 'trade'))
    """
    if isinstance(value, str):
        if value[:1] == "[" and value.rstrip()[-1:] == "]":
            value = value.strip().replace("'", "").replace('"', "")[1:-1]
        value = re.split(r"[,;|]", value)
    elif not isinstance(value, (list, tuple)):
        value = [value]
    found = [(flat(item) or "").strip("# ") for item in value[:LISTED]]
    return tuple(dict.fromkeys([tag for tag in found if 0 < len(tag) <= LONGEST]))


_NOTHING = frozenset(("", "~", "null", "none", "nan", "n/a", "undefined"))
_LONGEST_NOTHING = max(map(len, _NOTHING))
_NAMING = (
    "name",
    "title",
    "headline",
    "rendered",
    "value",
    "@value",
    "#text",
    "$date",
    "$oid",
    "text",
    "url",
    "href",
)
_BY = re.compile(r"^(?:written |reported )?by[: ]\s*", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:;|\||&|\n|\s(?:and|und|et)\s)\s*")


def _comma_parted(text: str) -> list[str]:
    """Names between commas, where each has two words: "Lind, Anna" is one name, "Anna Lind, Per Holm" two."""
    parts = [part.strip() for part in text.split(",")]
    return parts if all(" " in part for part in parts) else [text]
