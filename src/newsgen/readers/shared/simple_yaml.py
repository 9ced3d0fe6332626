"""Simple YAML front matter – a key and one value or a list of texts on each line – read without a YAML parser, and only where that is exact.

Nearly all front matter is of that kind, and libyaml's events cost three times as much, its import 15 ms. What has anything else in it (an
escape, a comment, a key twice, a text over two lines) is left to the parser; a property test holds the two to the same values.
"""

import re
from typing import Any

_PLAIN = r"[^\W_][^:#\n]*(?::(?=\S)[^:#\n]*)*"  # "12:30" and addresses hold colons; ": " would make a mapping, " #" a comment
_QUOTED = r"\"[^\"\\\n]*\"|'[^'\n]*'"
_LISTED = r"[^\W_][\w .'’&()/+-]*"  # between brackets a comma, a bracket or a brace ends a text
_ITEMS = rf"(?:(?:{_QUOTED}) *|{_LISTED})"
_LINE = re.compile(
    rf"^(?:([A-Za-z_][A-Za-z0-9_-]{{0,63}}):(?: +(?:({_QUOTED})|({_PLAIN})|(\[ *(?:{_ITEMS}(?:, *{_ITEMS})*)?\])))? *"
    rf"|( *)- +(?:({_QUOTED})|({_PLAIN})) *|)$",
    re.MULTILINE,
)
"""An entry – key, text or list –, an item of a list under a key – indent, text –, or an empty line. All of a head are found by one call."""
_EACH = re.compile(rf"({_QUOTED})|({_LISTED})")


def read_simple(text: str) -> tuple[dict[str, Any], dict[str, int]] | None:
    r"""The values of a simple head and the 1-based line of each key; None where it is not simple.

    >>> read_simple('title: "US: talks"\nplaces: [London, "Rio"]\ntags:\n- Japan\n')
    ({'title': 'US: talks', 'places': ['London', 'Rio'], 'tags': ['Japan']}, {'title': 1, 'places': 2, 'tags': 3})
    >>> read_simple("title: US: talks\n") is None
    True
    """
    found = _LINE.findall(text)
    if len(found) <= text.count("\n") or not text.replace("\n", "").isprintable():
        return None
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    last, margin = "", ""
    items: list[str] | None = None  # those under the last key, where none stand beside it
    for number, (key, quoted, plain, listed, indent, item_quoted, item_plain) in enumerate(
        found, 1
    ):
        if key:
            if key in values:
                return None
            values[key] = (
                _text(quoted, plain)
                if not listed
                else [_text(*each) for each in _EACH.findall(listed)]
            )
            lines[key] = number
            last, items = key, None if quoted or plain or listed else []
        elif item_quoted or item_plain:
            if items is None or (items and indent != margin):
                return None
            values[last], margin = items, indent
            items.append(_text(item_quoted, item_plain))
    return (values, lines) if values else None


def _text(quoted: str, plain: str) -> str:
    return quoted[1:-1] if quoted else plain.rstrip(" ")
