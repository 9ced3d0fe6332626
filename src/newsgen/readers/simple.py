"""Simple YAML front matter – a key and one value or a list of texts on each line – read without a YAML parser, and only where that is exact.

Nearly all front matter is of that kind, and libyaml's events cost three times as much, its import 15 ms. What has anything else in it (an
escape, a comment, a key twice, a text over two lines) is left to the parser; a property test holds the two to the same values.
"""

import re
from typing import Any

_PLAIN = r"[^\W_](?:[^:#]|:(?=\S))*"  # "12:30" and addresses hold colons; ": " would make a mapping, " #" a comment
_QUOTED = r"\"[^\"\\]*\"|'[^']*'"
_LISTED = r"[^\W_][\w .'’&()/+-]*"  # between brackets a comma, a bracket or a brace ends a text
_ITEMS = rf"(?:(?:{_QUOTED}) *|{_LISTED})"
_ENTRY = re.compile(rf"([A-Za-z_][A-Za-z0-9_-]{{0,63}}):(?: +(?:({_QUOTED})|({_PLAIN})|\[ *((?:{_ITEMS}(?:, *{_ITEMS})*)?)\]))? *")
_ITEM = re.compile(rf"( *)- +(?:({_QUOTED})|({_PLAIN})) *")
_EACH = re.compile(rf"({_QUOTED})|({_LISTED})")


def read_simple(text: str) -> tuple[dict[str, Any], dict[str, int]] | None:
    r"""The values of a simple head and the 1-based line of each key; None where it is not simple.

    >>> read_simple('title: "US: talks"\nplaces: [London, "Rio"]\ntags:\n- Japan\n')
    ({'title': 'US: talks', 'places': ['London', 'Rio'], 'tags': ['Japan']}, {'title': 1, 'places': 2, 'tags': 3})
    >>> read_simple("title: US: talks\n") is None
    True
    """
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    last, indent = "", None
    for number, line in enumerate(text.split("\n"), 1):
        if not line:
            continue
        if not line.isprintable():
            return None
        if entry := _ENTRY.fullmatch(line):
            last, indent = entry[1], None
            if last in values:
                return None
            values[last] = _value(entry)
            lines[last] = number
            continue
        item = _ITEM.fullmatch(line)
        begins = indent is None and values.get(last, "") is None
        if not item or not (begins or item[1] == indent):
            return None
        indent = item[1]
        values[last] = [*(values[last] or ()), _text(item[2], item[3])]
    return ({key: "" if value is None else value for key, value in values.items()}, lines) if values else None


def _value(entry: re.Match[str]) -> str | list[str] | None:
    """The text or the list of an entry; None where nothing stands after its colon."""
    if entry[4] is not None:
        return [_text(*each) for each in _EACH.findall(entry[4])]
    return _text(entry[2], entry[3]) if entry[2] or entry[3] else None


def _text(quoted: str | None, plain: str | None) -> str:
    return quoted[1:-1] if quoted else (plain or "").rstrip(" ")
