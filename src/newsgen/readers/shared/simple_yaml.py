"""Simple YAML front matter – a key with one value or a list of texts on each line – read without a
YAML parser, where that is exact.

Nearly all front matter is of that kind, and libyaml's events cost three times as much, its import
15 ms. A head with anything else in it (an escape, a comment, a key twice, a text over two lines) is
left to the parser; a property test holds the two to the same values.
"""

import re
from typing import Any

# "12:30" and addresses hold colons; ": " would make a mapping, " #" a comment.
_PLAIN = r"[^\W_][^:#\n]*(?::(?=\S)[^:#\n]*)*"
_QUOTED = r"\"[^\"\\\n]*\"|'[^'\n]*'"
# Between brackets a comma, a bracket or a brace ends a text.
_LISTED = r"[^\W_][\w .'’&()/+-]*"
_ITEMS = rf"(?:(?:{_QUOTED}) *|{_LISTED})"
_LIST = rf"\[ *(?:{_ITEMS}(?:, *{_ITEMS})*)?\]"
_KEY = r"[A-Za-z_][A-Za-z0-9_-]{0,63}"
_LINE = re.compile(
    rf"^(?:({_KEY}):(?: +(?:({_QUOTED})|({_PLAIN})|({_LIST})))? *"
    rf"|( *)- +(?:({_QUOTED})|({_PLAIN})) *|)$",
    re.MULTILINE,
)
"""An entry (key, then a text in quotes, a bare text or a list), an item of the list under a key
(indent, then a text in quotes or a bare text), or an empty line. One call finds all lines of a
head."""
_EACH = re.compile(rf"({_QUOTED})|({_LISTED})")


def read_simple(text: str) -> tuple[dict[str, Any], dict[str, int]] | None:
    r"""The values of a simple head and the 1-based line of each key; None where the head is not simple.

    >>> read_simple('title: "US: talks"\nplaces: [London, "Rio"]\n')
    ({'title': 'US: talks', 'places': ['London', 'Rio']}, {'title': 1, 'places': 2})
    >>> read_simple('tags:\n- Japan\n')
    ({'tags': ['Japan']}, {'tags': 1})
    >>> read_simple("title: US: talks\n") is None
    True
    """
    rows = _LINE.findall(text)
    is_matched = len(rows) > text.count("\n")  # each line of the head is one of the three kinds
    if not is_matched or not text.replace("\n", "").isprintable():
        return None
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    last, margin = "", ""
    # The items under the last key; None where a value stands beside that key.
    items: list[str] | None = None
    for number, row in enumerate(rows, 1):
        key, quoted, plain, listed, indent, item_quoted, item_plain = row
        if key:
            if key in values:
                return None
            values[key] = _list(listed) if listed else _text(quoted, plain)
            lines[key] = number
            last = key
            items = None if quoted or plain or listed else []
        elif item_quoted or item_plain:
            if items is None or (items and indent != margin):
                return None
            values[last], margin = items, indent
            items.append(_text(item_quoted, item_plain))
    return (values, lines) if values else None


def _list(listed: str) -> list[str]:
    """The texts of a list between brackets."""
    return [_text(quoted, plain) for quoted, plain in _EACH.findall(listed)]


def _text(quoted: str, plain: str) -> str:
    """A text that stands in quotes or bare."""
    return quoted[1:-1] if quoted else plain.rstrip(" ")
