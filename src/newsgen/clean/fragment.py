"""HTML → blocks: a fragment from a stranger is sanitised by nh3, then cut at its block tags into typed blocks.

Only inline markup outlives this module. A tag outside HTML's vocabulary is text (wire copy is full of `<SRD>` tickers that a sanitizer
would swallow), so it is escaped first; nesting is capped first too, for html5ever is quadratic in it (`<div>` × 30,000: 2.1 s).
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

import nh3

from newsgen.model import BlockKind

DEEPEST = 200
"""Open tags that may stand inside each other; deeper, the tags are dropped and the text stays (200 deep costs under 1 ms)."""

VERSE_LINE = 100
"""Characters of the longest line that still may be verse or an address; where a `<br>` ends longer lines it ends paragraphs."""

INLINE = frozenset("a abbr b bdi bdo br cite code del em i ins kbd mark q s samp small strike strong sub sup u var wbr".split())
BOUNDARIES = frozenset(
    "address article aside blockquote caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hgroup hr legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
DROPPED = frozenset(
    "audio button canvas embed frame frameset head iframe map math noembed noframes object option script select style svg template textarea "
    "title video".split()
)
"""Tags that go with all they hold."""

UNWRAPPED = frozenset(
    "acronym applet area base basefont bgsound big blink body col colgroup data datalist dfn dir figure font html image img input isindex "
    "keygen label link listing marquee menu menuitem meta meter nobr noscript optgroup output param picture plaintext progress rp rt rtc ruby "
    "search slot source span time track tt xmp".split()
)
"""Tags that go while what they hold stays."""

_KNOWN = INLINE | BOUNDARIES | DROPPED | UNWRAPPED
_FOREIGN = re.compile(r"<(?!/?(?:" + "|".join(sorted(_KNOWN)) + r")(?=[\s/>])|/?[a-z][a-z0-9]*[:-][a-z0-9:-]*(?=[\s/>])|!--)", re.IGNORECASE)
_LONE = re.compile(r"<(abbr|a|b|cite|code|del|em|i|ins|kbd|mark|q|samp|small|strike|strong|sub|sup|s|u|var)>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_UNCOUNTED = frozenset("area base br col dd dt hr img input li link meta option p source tbody td tfoot th thead tr track wbr".split())

_CLEANER = nh3.Cleaner(
    tags=set(INLINE | BOUNDARIES),
    clean_content_tags=set(DROPPED),
    attributes={"a": {"href"}, "abbr": {"title"}, "bdo": {"dir"}, "p": {"class"}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
    strip_comments=True,
)
_TOKEN = re.compile(r'([^<]+)|<(/?)([a-z0-9]+)((?:\s[^\s=>]+="[^"]*")*)\s*/?>')
_SPACE = re.compile(r"[\s\xa0]+")
_MARKUP = re.compile(r"<[^>]*>")
_LINK = re.compile(r'href="(?:https?:|mailto:)[^"]*"', re.IGNORECASE)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTS = frozenset(("ul", "ol", "dl"))
_ITEMS = frozenset(("li", "dt", "dd"))
_CELLS = frozenset(("td", "th"))


class Token(NamedTuple):
    """A piece of sanitised HTML: either `text`, or a tag with its attributes as written; `end` marks a closing tag."""

    text: str
    end: bool
    tag: str
    attributes: str


class Piece(NamedTuple):
    """A block before it knows its place: kind, plain text, and its inline HTML (None where the text says it all).

    A list has one line an item, a table one a row with its cells set off by tabs; text and HTML then have the same lines."""

    kind: BlockKind
    text: str
    html: str | None


def pieces(fragment: str) -> Iterator[Piece]:
    r"""The blocks of an HTML fragment, in order; whatever stands in it, nothing but inline markup comes out.

    >>> [(piece.kind, piece.text) for piece in pieces("<h2>Talks</h2><p>Shares of <SRD> fell&nbsp;2%.<ul><li>one<li>two</ul>")]
    [('subhead', 'Talks'), ('paragraph', 'Shares of <SRD> fell 2%.'), ('list', 'one\ntwo')]
    """
    yield from _Cutter(list(tokens(sanitised(fragment)))).pieces()


def sanitised(fragment: str) -> str:
    """The fragment with allowed tags only, every tag closed, text of unknown tags escaped."""
    escaped = _FOREIGN.sub("&lt;", fragment)
    for name in {match.lower() for match in _LONE.findall(escaped)}:
        if f"</{name}" not in escaped.lower():
            escaped = re.sub(f"<({name})>", r"&lt;\1>", escaped, flags=re.IGNORECASE)
    if _depth(escaped) > DEEPEST:
        escaped = _TAG.sub(lambda tag: "<p>" if tag[2].lower() in BOUNDARIES else "", escaped)
    return _CLEANER.clean(escaped)


def tokens(html: str) -> Iterator[Token]:
    """The tags and texts of sanitised HTML; links that lead nowhere outside (relative, fragment) lose their address."""
    for match in _TOKEN.finditer(html):
        text, slash, tag, attributes = match.groups()
        yield Token(text or "", bool(slash), tag or "", attributes or "")


def plain(html: str) -> str:
    r"""The text of inline HTML on one line.

    >>> plain("Fish <em>&amp;\n chips</em>")
    'Fish & chips'
    """
    bare = _MARKUP.sub("", html) if "<" in html else html
    return _SPACE.sub(" ", unescape(bare) if "&" in bare else bare).strip()


def _depth(html: str) -> int:
    """The number of tags open at once, at most; tags that HTML closes by itself are not counted."""
    depth = deepest = 0
    for match in _TAG.finditer(html):
        if match[2].lower() not in _UNCOUNTED:
            depth += -1 if match[1] else 1
            deepest = max(deepest, depth)
    return deepest


class _Cutter:
    """Walks the tokens once. `inline` gathers the markup of the block at hand; lists and tables gather lines until they close."""

    def __init__(self, found: list[Token]) -> None:
        self.tokens = found
        self.inline: list[str] = []
        self.open: list[str] = []
        self.lists = 0
        self.items: list[str] = []
        self.table = False
        self.rows: list[list[str]] = []

    def pieces(self) -> Iterator[Piece]:
        for number, token in enumerate(self.tokens):
            if token.text:
                self.inline.append(token.text)
            elif token.tag in INLINE:
                self.inline.append(_written(token))
            elif token.end:
                yield from self.ended(token.tag)
            else:
                yield from self.begun(token, number)
        yield from self.flushed()

    def begun(self, token: Token, number: int) -> Iterator[Piece]:
        tag = token.tag
        if tag == "table" and not self.table and not self.lists and not _is_layout(self.tokens, number):
            yield from self.flushed()
            self.table = True
        elif self.table:
            self.cell(tag)
        elif tag in _LISTS:
            yield from () if self.lists else self.flushed()
            self.item()
            self.lists += 1
        elif self.lists:
            self.item() if tag in _ITEMS else self.inline.append(" ")
        else:
            yield from self.flushed()
        if tag != "hr":
            self.open.append("verse" if tag == "p" and 'class="verse"' in token.attributes else tag)

    def ended(self, tag: str) -> Iterator[Piece]:
        if self.table and tag == "table":
            self.cell("tr")
            yield from self.tabled()
        elif self.table and tag == "caption":
            self.table = False
            yield from self.flushed()
            self.table = True
        elif self.table:
            self.inline.append(" ")
        elif self.lists and tag in _LISTS:
            self.item()
            self.lists -= 1
            yield from () if self.lists else self.listed()
        elif self.lists:
            self.inline.append(" ")
        else:
            yield from self.flushed()
        if self.open:
            self.open.pop()

    def item(self) -> None:
        if self.lists:
            self.items.append(_tidy("".join(self.inline)))
            self.inline.clear()

    def cell(self, tag: str) -> None:
        """What was gathered is a cell of the last row; a caption stands as a row of its own, marked by its one cell."""
        if tag not in _CELLS and tag != "tr":
            self.inline.append(" ")
            return
        written = _tidy("".join(self.inline))
        self.inline.clear()
        if self.rows:
            self.rows[-1].append(written)
        if tag == "tr":
            self.rows.append([])

    def listed(self) -> Iterator[Piece]:
        lines = [item for item in self.items if plain(item)]
        self.items.clear()
        if lines:
            yield _lined("quote" if "blockquote" in self.open else "list", lines)

    def tabled(self) -> Iterator[Piece]:
        self.table = False
        rows = [row[1:] for row in self.rows if any(plain(cell) for cell in row)]
        self.rows.clear()
        if rows:
            text = "\n".join("\t".join(plain(cell) for cell in row) for row in rows)
            marked = any("<" in cell for row in rows for cell in row)
            yield Piece("table", text, "\n".join("\t".join(row) for row in rows) if marked else None)

    def flushed(self) -> Iterator[Piece]:
        html = "".join(self.inline)
        self.inline.clear()
        if not html or html.isspace():
            return
        kind = self.kind()
        if "pre" in self.open:
            yield from _broken(html.strip("\n").split("\n"), kind)
        elif "<br>" in html and kind in ("paragraph", "quote", "verse"):
            for part in _parts(html):
                yield from _broken(part, kind)
        elif text := plain(html):
            tidy = _tidy(html)
            yield Piece(kind, text, tidy if _has_markup(tidy) else None)

    def kind(self) -> BlockKind:
        inside = self.open
        if inside and inside[-1] in _HEADINGS:
            return "subhead"
        if "figcaption" in inside or "caption" in inside:
            return "caption"
        if "verse" in inside:
            return "verse"
        return "quote" if "blockquote" in inside else "paragraph"


def _written(token: Token) -> str:
    if token.tag == "q":
        return "”" if token.end else "“"
    if token.tag == "wbr" or (token.tag == "a" and not token.end and not _LINK.search(token.attributes)):
        return "" if token.tag == "wbr" else "<a>"
    return f"</{token.tag}>" if token.end else f"<{token.tag}{token.attributes}>"


def _is_layout(found: list[Token], at: int) -> bool:
    """True for a table that only places things: another block in a cell, or no row with two cells."""
    cells = most = 0
    for token in found[at + 1 :]:
        tag = token.tag
        if tag in _LISTS or tag in _HEADINGS or tag in ("blockquote", "figure", "pre") or (tag == "table" and not token.end):
            return True
        if tag == "table":
            break
        cells = 0 if tag == "tr" else cells + (tag in _CELLS and not token.end)
        most = max(most, cells)
    return most < 2


def _tidy(html: str) -> str:
    """Inline HTML on one line, links without an address unwrapped."""
    flat = _SPACE.sub(" ", html.replace("<br>", " ").replace("&nbsp;", " ")).strip()
    return re.sub(r"<a>(.*?)</a>", r"\1", flat) if "<a>" in flat else flat


def _has_markup(html: str) -> bool:
    return "<" in html


def _lined(kind: BlockKind, lines: list[str]) -> Piece:
    marked = any("<" in line for line in lines)
    return Piece(kind, "\n".join(map(plain, lines)), "\n".join(lines) if marked else None)


def _parts(html: str) -> Iterator[list[str]]:
    """The lines of each stretch between two `<br>` in a row; inline tags open at a break are closed there and opened again after it."""
    lines: list[str] = []
    for line in _balanced(html):
        if plain(line):
            lines.append(_tidy(line))
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _balanced(html: str) -> Iterator[str]:
    opened: list[str] = []
    for line in html.split("<br>"):
        before = "".join(opened)
        for token in tokens(line):
            if token.tag and token.end and opened:
                opened.pop()
            elif token.tag:
                opened.append(f"<{token.tag}{token.attributes}>")
        yield before + line + "".join(f"</{tag[1:].split()[0].rstrip('>')}>" for tag in reversed(opened))


def _broken(lines: list[str], kind: BlockKind) -> Iterator[Piece]:
    """Lines ended by hand: verse where all are short, else a paragraph each."""
    written = [line for line in lines if plain(line)]
    if not written:
        return
    if kind == "verse" or (kind == "paragraph" and len(written) > 1 and max(len(plain(line)) for line in written) <= VERSE_LINE):
        yield _lined("verse", [_tidy(line) for line in written])
        return
    for line in written:
        tidy = _tidy(line)
        yield Piece(kind, plain(line), tidy if _has_markup(tidy) else None)
