"""Makes a stranger's HTML harmless: nh3 with an allow-list, after what nh3 would swallow or stumble
over is seen to.

A tag outside HTML's vocabulary is text (wire copy is full of `<SRD>` tickers that a sanitizer would
swallow), so it is escaped first. Nesting is capped first, too, as html5ever is quadratic in it
(`<div>` × 30,000: 2.1 s).
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
"""Most open tags inside each other (200 deep costs under 1 ms). Where a fragment has more, each block
tag becomes the beginning of a paragraph, other tags are dropped, and the text stays."""

# Columns of the table: the tag, what becomes of it (inline, block, dropped, unwrapped), and "closes"
# for tags that HTML closes by itself.
_ROWS = [row.split("\t") for row in rows("newsgen.clean", "elements.tsv")]
INLINE = frozenset(row[0] for row in _ROWS if row[1] == "inline")
"""Tags that stay in the text of a block."""
BOUNDARIES = frozenset(row[0] for row in _ROWS if row[1] == "block")
"""Tags that begin and end blocks."""
_DROPPED = frozenset(row[0] for row in _ROWS if row[1] == "dropped")
_UNCOUNTED = frozenset(row[0] for row in _ROWS if row[-1] == "closes")
_KNOWN = [row[0] for row in _ROWS]
_FOREIGN = late(
    r"<(?!/?(?:" + "|".join(_KNOWN) + r")(?=[\s/>])|/?[a-z][a-z0-9]*[:-][a-z0-9:-]*(?=[\s/>])|!--)",
    re.IGNORECASE,
)
"""The beginning of a tag that is none of HTML's, nor of a vocabulary such as `o:p`, nor a comment."""
_LONE = late(r"<(" + "|".join(sorted(INLINE - {"br", "wbr"})) + ")>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")

_TOKEN = re.compile(r'([^<]+)|<(/?)([a-z0-9]+)((?:\s[^\s=>]+="[^"]*")*)\s*/?>')
_MARKUP = re.compile(r"<[^>]*>")


class MarkupToken(NamedTuple):
    """A stretch of sanitised HTML: either `text`, or a tag with its attributes as written; `end`
    marks a closing tag."""

    text: str
    end: bool
    tag: str
    attributes: str


def sanitised_html(fragment: str) -> str:
    """The fragment with allowed tags only, every tag closed, and unknown tags as text.

    >>> sanitised_html("<p onclick='x()'>Shares of <SRD> fell")
    '<p>Shares of &lt;SRD&gt; fell</p>'
    """
    escaped = _without_lone_tags(_FOREIGN.sub("&lt;", fragment))
    if _depth(escaped) > DEEPEST:
        escaped = _TAG.sub(_flat_tag, escaped)
    return _cleaner().clean(escaped)


def markup_tokens(html: str) -> Iterator[MarkupToken]:
    """The tags and texts of sanitised HTML, in order.

    >>> [token.text or token.tag for token in markup_tokens("<p>See <b>this</b></p>")]
    ['p', 'See ', 'b', 'this', 'b', 'p']
    """
    for match in _TOKEN.finditer(html):
        text, slash, tag, attributes = match.groups()
        yield MarkupToken(text or "", bool(slash), tag or "", attributes or "")


def inline_text(html: str) -> str:
    r"""The text of inline HTML, on one line.

    >>> inline_text("Fish <em>&amp;\n chips</em>")
    'Fish & chips'
    """
    text = _MARKUP.sub("", html) if "<" in html else html
    if "&" in text:
        text = unescape(text)
    return " ".join(text.split())


def _without_lone_tags(html: str) -> str:
    """`html` with those inline tags escaped that are never closed: they are text, as the ticker
    `<S>` is."""
    names = {name.lower() for name in _LONE.findall(html)}
    for name in names:
        if f"</{name}" not in html.lower():
            html = re.sub(f"<({name})>", r"&lt;\1>", html, flags=re.IGNORECASE)
    return html


def _depth(html: str) -> int:
    """The most tags that are open at once; tags that HTML closes by itself are not counted."""
    depth = deepest = 0
    for match in _TAG.finditer(html):
        slash, tag = match.groups()
        if tag.lower() in _UNCOUNTED:
            continue
        depth += -1 if slash else 1
        deepest = max(deepest, depth)
    return deepest


def _flat_tag(tag: re.Match[str]) -> str:
    """What stands for a tag of a fragment that is nested too deep: a paragraph, or nothing."""
    return "<p>" if tag[2].lower() in BOUNDARIES else ""


@cache
def _cleaner() -> "nh3.Cleaner":
    """The sanitizer with its allow-list; classes of paragraphs and tables mark verse and rows."""
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
