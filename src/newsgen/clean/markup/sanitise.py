"""HTML of a stranger → HTML that does nothing: nh3 with an allow-list, after what it would swallow or stumble over is seen to.

A tag outside HTML's vocabulary is text (wire copy is full of `<SRD>` tickers that a sanitizer would swallow), so it is escaped first; nesting
is capped first too, for html5ever is quadratic in it (`<div>` × 30,000: 2.1 s).
"""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from newsgen.text.patterns import late
from newsgen.text.tables import rows

if TYPE_CHECKING:
    import nh3

DEEPEST = 200
"""Open tags that may stand inside each other; deeper, the tags are dropped and the text stays (200 deep costs under 1 ms)."""

_ROWS = [row.split("\t") for row in rows("newsgen.clean", "elements.tsv")]
INLINE = frozenset(row[0] for row in _ROWS if row[1] == "inline")
BOUNDARIES = frozenset(row[0] for row in _ROWS if row[1] == "block")
_DROPPED = frozenset(row[0] for row in _ROWS if row[1] == "dropped")
_UNCOUNTED = frozenset(row[0] for row in _ROWS if row[-1] == "closes")
_KNOWN = [row[0] for row in _ROWS]
_FOREIGN = late(
    r"<(?!/?(?:" + "|".join(_KNOWN) + r")(?=[\s/>])|/?[a-z][a-z0-9]*[:-][a-z0-9:-]*(?=[\s/>])|!--)",
    re.IGNORECASE,
)
_LONE = late(r"<(" + "|".join(sorted(INLINE - {"br", "wbr"})) + ")>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")

_TOKEN = re.compile(r'([^<]+)|<(/?)([a-z0-9]+)((?:\s[^\s=>]+="[^"]*")*)\s*/?>')
_MARKUP = re.compile(r"<[^>]*>")


class MarkupToken(NamedTuple):
    """A piece of sanitised HTML: either `text`, or a tag with its attributes as written; `end` marks a closing tag."""

    text: str
    end: bool
    tag: str
    attributes: str


def sanitised_html(fragment: str) -> str:
    """The fragment with allowed tags only, every tag closed, text of unknown tags escaped."""
    escaped = _FOREIGN.sub("&lt;", fragment)
    for name in {match.lower() for match in _LONE.findall(escaped)}:
        if f"</{name}" not in escaped.lower():
            escaped = re.sub(f"<({name})>", r"&lt;\1>", escaped, flags=re.IGNORECASE)
    if _depth(escaped) > DEEPEST:
        escaped = _TAG.sub(lambda tag: "<p>" if tag[2].lower() in BOUNDARIES else "", escaped)
    return _cleaner().clean(escaped)


def markup_tokens(html: str) -> Iterator[MarkupToken]:
    """The tags and texts of sanitised HTML; links that lead nowhere outside (relative, fragment) lose their address."""
    for match in _TOKEN.finditer(html):
        text, slash, tag, attributes = match.groups()
        yield MarkupToken(text or "", bool(slash), tag or "", attributes or "")


def inline_text(html: str) -> str:
    r"""The text of inline HTML on one line.

    >>> inline_text("Fish <em>&amp;\n chips</em>")
    'Fish & chips'
    """
    bare = _MARKUP.sub("", html) if "<" in html else html
    return " ".join((unescape(bare) if "&" in bare else bare).split())


def _depth(html: str) -> int:
    """The number of tags open at once, at most; tags that HTML closes by itself are not counted."""
    depth = deepest = 0
    for match in _TAG.finditer(html):
        if match[2].lower() not in _UNCOUNTED:
            depth += -1 if match[1] else 1
            deepest = max(deepest, depth)
    return deepest


@cache
def _cleaner() -> "nh3.Cleaner":
    import nh3  # noqa: PLC0415 - plain text needs none

    return nh3.Cleaner(
        tags=set(INLINE | BOUNDARIES),
        clean_content_tags=set(_DROPPED),
        attributes={
            "a": {"href"},
            "abbr": {"title"},
            "bdo": {"dir"},
            "p": {"class"},
            "table": {"class"},
        },
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    )
