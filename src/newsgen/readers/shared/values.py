"""Reads a stated value, of whatever type its container's parser gave it, as one line of text, a
list of names, or a list of tags."""

import datetime
import re
from collections.abc import Mapping

from newsgen.text.encoding import tidy

LONGEST = 2_000
"""Characters of the longest value of a field that is a line of text: no headline is longer, and no
number (one of 6,000 digits was tried)."""

LISTED = 200
"""Entries of the longest list of names or tags."""

Value = object
"""A stated value: text, number, date, list or mapping."""


def says_nothing(text: str) -> bool:
    """True for an empty text, and for what programs write where they have no value (null, nan)."""
    return text.strip().lower() in _NOTHING


def flat(value: Value) -> str | None:
    r"""A value as one line of text; "" for a value that says nothing (null, nan), None for one that
    is no single text.

    >>> flat(" US:\n talks "), flat({"name": "AFP"}), flat(["one"]), flat(["one", "two"]), flat("null")
    ('US: talks', 'AFP', 'one', None, '')
    """
    if isinstance(value, str):
        line = value if _is_even(value) else " ".join(tidy(value).split())
        return line if len(line) > _LONGEST_NOTHING or line.lower() not in _NOTHING else ""
    if isinstance(value, Mapping):
        return _name_in(value)
    if isinstance(value, (list, tuple)):
        if len(value) == 1:
            return flat(value[0])
        return None if value else ""
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    is_nan = value != value  # noqa: PLR0124 - nan alone does not equal itself
    return "" if value is None or isinstance(value, bool) or is_nan else str(value)


def _is_even(text: str) -> bool:
    """True for a text that is tidy and one line already."""
    return (
        text.isascii()
        and text.isprintable()
        and "  " not in text
        and text[:1] != " "
        and text[-1:] != " "
    )


def _name_in(value: Mapping[str, Value]) -> str | None:
    """The text under that key of an object which names the object."""
    for key in _NAMING:
        if key in value and (text := flat(value[key])):
            return text
    return None


def people(value: Value) -> tuple[str, ...]:
    """The names in a stated byline: a list, or a text that joins them by commas, semicolons or "and".

    >>> people("By Anna Lind, Per Holm & Jo Ek"), people("Lind, Anna"), people([{"name": "Anna Lind"}])
    (('Anna Lind', 'Per Holm', 'Jo Ek'), ('Lind, Anna',), ('Anna Lind',))
    """
    if isinstance(value, str) and _is_bracketed(value):
        value = [part.strip(" '\"") for part in value.strip(" []").split(",")]
    names: list[str] = []
    if isinstance(value, (list, tuple)):
        for entry in value[:LISTED]:
            names += people(entry)
    else:
        line = _BY.sub("", flat(value) or "", count=1)
        for part in _JOINED.split(line):
            names += _comma_parted(part.strip(" ,"))
    return tuple(dict.fromkeys([name for name in names if name]))


def tags(value: Value) -> tuple[str, ...]:
    """The tags in a value: a list, or a text that parts them by commas or semicolons.

    >>> tags("Japan, trade"), tags(["Japan", {"name": "trade"}])
    (('Japan', 'trade'), ('Japan', 'trade'))
    """
    if isinstance(value, str):
        if _is_bracketed(value):
            value = value.strip().replace("'", "").replace('"', "")[1:-1]
        value = _TAG_ENDS.split(value)
    elif not isinstance(value, (list, tuple)):
        value = [value]
    lines = [(flat(entry) or "").strip("# ") for entry in value[:LISTED]]
    return tuple(dict.fromkeys([tag for tag in lines if 0 < len(tag) <= LONGEST]))


def _is_bracketed(text: str) -> bool:
    """True for a list that was written as a text: `[Anna Lind, Per Holm]`."""
    return text.startswith("[") and text.rstrip().endswith("]")


def _comma_parted(text: str) -> list[str]:
    """Names between commas, where each has two words: "Lind, Anna" is one name, "Anna Lind, Per Holm" two."""
    parts = [part.strip() for part in text.split(",")]
    if all(" " in part for part in parts):
        return parts
    return [text]


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
"""Keys of an object under which its name may stand, in order of trust."""
_BY = re.compile(r"^(?:written |reported )?by[: ]\s*", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:;|\||&|\n|\s(?:and|und|et)\s)\s*")
_TAG_ENDS = re.compile(r"[,;|]")
