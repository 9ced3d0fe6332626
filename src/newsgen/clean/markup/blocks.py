"""Cuts an HTML fragment from a stranger into typed blocks: the fragment is sanitised, then cut at its
block tags. Of its markup only inline tags stay."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsgen.clean.markup.sanitise import (
    INLINE,
    MarkupToken,
    inline_text,
    markup_tokens,
    sanitised_html,
)
from newsgen.model import BlockKind

VERSE_LINE = 100
"""Most characters of a line that may be verse or an address; where a `<br>` ends longer lines it ends
paragraphs."""

_EMPTY = re.compile(r"<([a-z]+)(?: [^<>]*)?></\1>")
_BARE_LINK = re.compile(r"(?s)<a>(.*?)</a>")
_LINK = re.compile(r'href="(?:https?:|mailto:)[^"]*"', re.IGNORECASE)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTS = frozenset(("ul", "ol", "dl"))
_ITEMS = frozenset(("li", "dt", "dd"))
_CELLS = frozenset(("td", "th"))
_NOT_IN_CELLS = _LISTS | _HEADINGS | {"blockquote", "figure", "pre"}
_UNSTYLED = frozenset(("br", "wbr", "q"))
"""Inline tags that need not be closed where a block ends inside them."""


class UnplacedBlock(NamedTuple):
    """A block whose line in its file is not known yet: its kind, its plain text, and its inline HTML
    (None where the text says it all).

    A list has one line an item; a table has one line a row, with its cells set off by tabs. Text
    and HTML then have the same lines.
    """

    kind: BlockKind
    text: str
    html: str | None


def unplaced_blocks(fragment: str) -> Iterator[UnplacedBlock]:
    r"""The blocks of an HTML fragment, in order; whatever the fragment holds, nothing but inline
    markup comes out.

    >>> fragment = "<h2>Talks</h2><p>Shares of <SRD> fell&nbsp;2%.<ul><li>one<li>two</ul>"
    >>> [(block.kind, block.text) for block in unplaced_blocks(fragment)]
    [('subhead', 'Talks'), ('paragraph', 'Shares of <SRD> fell 2%.'), ('list', 'one\ntwo')]
    """
    tokens = list(markup_tokens(sanitised_html(fragment)))
    yield from _Cutter(tokens).blocks()


class _Cutter:
    """Cuts tokens into blocks in one walk over them. Markup is gathered until a block ends; items
    and rows are gathered until their list or table ends."""

    def __init__(self, tokens: Sequence[MarkupToken]) -> None:
        self.tokens = tokens
        self.inline: list[str] = []
        """The markup of the present block, as written."""
        self.styles: list[str] = []
        """The inline tags that are open: a block may end inside them."""
        self.open: list[str] = []
        """The block tags that are open; a paragraph of verse as `verse`."""
        self.list_depth = 0
        self.items: list[str] = []
        self.in_table = False
        self.rows: list[list[str]] = []

    def blocks(self) -> Iterator[UnplacedBlock]:
        """The blocks of all tokens."""
        for number, token in enumerate(self.tokens):
            if token.text:
                self.inline.append(token.text)
            elif token.tag in INLINE:
                self.add_style(token)
            elif token.end:
                yield from self.close_block(token.tag)
            else:
                yield from self.open_block(token, number)
        yield from self.end_block()

    def open_block(self, token: MarkupToken, number: int) -> Iterator[UnplacedBlock]:
        """Take an opening block tag; yield the block that it ends."""
        tag = token.tag
        if self.is_data_table(token, number):
            yield from self.end_block()
            self.in_table = True
        elif self.in_table:
            self.end_cell(tag)
        elif tag in _LISTS:
            if not self.list_depth:
                yield from self.end_block()
            self.end_item()
            self.list_depth += 1
        elif not self.list_depth:
            yield from self.end_block()
        elif tag in _ITEMS:
            self.end_item()
        else:
            self.inline.append(" ")
        if tag != "hr":
            is_verse = tag == "p" and 'class="verse"' in token.attributes
            self.open.append("verse" if is_verse else tag)

    def close_block(self, tag: str) -> Iterator[UnplacedBlock]:
        """Take a closing block tag; yield the block that it ends."""
        if self.in_table and tag == "table":
            self.end_cell("tr")
            yield from self.end_table()
        elif self.in_table and tag == "caption":
            self.in_table = False
            yield from self.end_block()
            self.in_table = True
        elif self.in_table:
            self.inline.append(" ")
        elif self.list_depth and tag in _LISTS:
            self.end_item()
            self.list_depth -= 1
            if not self.list_depth:
                yield from self.end_list()
        elif self.list_depth:
            self.inline.append(" ")
        else:
            yield from self.end_block()
        if self.open:
            self.open.pop()

    def is_data_table(self, token: MarkupToken, number: int) -> bool:
        """True where `token` opens a table of data, which is not inside another or in a list."""
        if token.tag != "table" or self.in_table or self.list_depth:
            return False
        if 'class="rows"' in token.attributes:
            return True
        following = self.tokens[number + 1 :]
        return not _is_layout(following)

    def add_style(self, token: MarkupToken) -> None:
        """Take an inline tag. A link inside a link loses its address."""
        is_link = token.tag == "a" and not token.end
        if is_link and any(style.startswith("<a") for style in self.styles):
            written = "<a>"
        else:
            written = _written(token)
        self.inline.append(written)
        if token.tag in _UNSTYLED:
            return
        if not token.end:
            self.styles.append(written)
        elif self.styles:
            self.styles.pop()

    def take_markup(self) -> str:
        """The markup that was gathered, with its inline tags closed; they are opened again in what
        follows."""
        ends = map(_end_tag, reversed(self.styles))
        written = "".join((*self.inline, *ends))
        self.inline = list(self.styles)
        return written

    def end_item(self) -> None:
        """Make an item of the markup that was gathered in a list."""
        if self.list_depth:
            markup = self.take_markup()
            self.items.append(_tidy(markup))

    def end_cell(self, tag: str) -> None:
        """Make a cell of the last row of the markup that was gathered, where `tag` ends one; what
        stands before the first cell of a row is its cell 0, which `end_table` leaves out."""
        if tag not in _CELLS and tag != "tr":
            self.inline.append(" ")
            return
        cell = _tidy(self.take_markup())
        if self.rows:
            self.rows[-1].append(cell)
        if tag == "tr":
            self.rows.append([])

    def end_list(self) -> Iterator[UnplacedBlock]:
        """Yield the list of the items that were gathered, a quote inside one."""
        items = [item for item in self.items if inline_text(item)]
        self.items.clear()
        if items:
            kind: BlockKind = "quote" if "blockquote" in self.open else "list"
            yield _of_lines(kind, items)

    def end_table(self) -> Iterator[UnplacedBlock]:
        """Yield the table of the rows that were gathered."""
        self.in_table = False
        written = [row[1:] for row in self.rows if any(map(inline_text, row))]
        self.rows.clear()
        if written:
            text = _tabbed([[inline_text(cell) for cell in row] for row in written])
            html = _tabbed(written)
            yield UnplacedBlock("table", text, html if "<" in html else None)

    def end_block(self) -> Iterator[UnplacedBlock]:
        """Yield the block, or the blocks, of the markup that was gathered."""
        html = self.take_markup() if self.inline else ""
        if not html or html.isspace():
            return
        kind = self.kind()
        if "pre" in self.open:
            lines = html.strip("\n").split("\n")
            yield from _broken(lines, kind)
        elif "<br>" in html and kind in ("paragraph", "quote", "verse"):
            for lines in _parts(html):
                yield from _broken(lines, kind)
        else:
            yield from _whole(html, kind)

    def kind(self) -> BlockKind:
        """The kind of the present block, by the tags around it."""
        tags = self.open
        if tags and tags[-1] in _HEADINGS:
            return "subhead"
        if "figcaption" in tags or "caption" in tags:
            return "caption"
        if "verse" in tags:
            return "verse"
        return "quote" if "blockquote" in tags else "paragraph"


def _written(token: MarkupToken) -> str:
    """An inline tag as it is written into a block; a link without an address outside as `<a>`."""
    tag = token.tag
    if tag == "q":
        return "”" if token.end else "“"
    if tag == "wbr":
        return ""
    if token.end:
        return f"</{tag}>"
    if tag == "a" and not _LINK.search(token.attributes):
        return "<a>"
    return f"<{tag}{token.attributes}>"


def _is_layout(tokens: Sequence[MarkupToken]) -> bool:
    """True where a table, whose tokens follow its opening tag, only places things: another block
    stands in a cell, or no row has two cells."""
    cells = most = 0
    for token in tokens:
        tag = token.tag
        if tag in _NOT_IN_CELLS:
            return True
        if tag == "table":
            if token.end:
                break
            return True
        if tag == "tr":
            cells = 0
        elif tag in _CELLS and not token.end:
            cells += 1
        most = max(most, cells)
    return most < 2


def _tidy(html: str) -> str:
    """Inline HTML on one line, without empty tags and links that have no address."""
    flat = html.replace("<br>", " ").replace("&nbsp;", " ")
    if "<a>" in flat:
        flat = _BARE_LINK.sub(r"\1", flat)
    # Tags inside each other are emptied from the inside out.
    while "></" in flat:
        fewer = _EMPTY.sub("", flat)
        if fewer == flat:
            break
        flat = fewer
    return " ".join(flat.split())


def _whole(html: str, kind: BlockKind) -> Iterator[UnplacedBlock]:
    """The block that all of `html` is, none where it has no text."""
    tidy = _tidy(html)
    text = inline_text(tidy)
    if text:
        yield UnplacedBlock(kind, text, tidy if "<" in tidy else None)


def _of_lines(kind: BlockKind, lines: Sequence[str]) -> UnplacedBlock:
    """The block whose lines of inline HTML are given."""
    html = "\n".join(lines)
    text = "\n".join(map(inline_text, lines))
    return UnplacedBlock(kind, text, html if "<" in html else None)


def _tabbed(rows: Sequence[Sequence[str]]) -> str:
    """One line a row, with tabs between its cells."""
    lines = map("\t".join, rows)
    return "\n".join(lines)


def _parts(html: str) -> Iterator[list[str]]:
    """The lines of each stretch between two `<br>` in a row; inline tags that are open at a break
    are closed before it and opened again after it."""
    lines: list[str] = []
    for line in _balanced_lines(html):
        if inline_text(line):
            lines.append(_tidy(line))
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _balanced_lines(html: str) -> Iterator[str]:
    """The lines between `<br>`, with all their inline tags opened and closed in them."""
    styles: list[str] = []
    for line in html.split("<br>"):
        before = "".join(styles)
        for token in markup_tokens(line):
            if token.tag and token.end and styles:
                styles.pop()
            elif token.tag:
                styles.append(f"<{token.tag}{token.attributes}>")
        after = "".join(map(_end_tag, reversed(styles)))
        yield before + line + after


def _end_tag(tag: str) -> str:
    """The closing tag of an opening one."""
    name = tag[1:-1].split(maxsplit=1)[0]
    return f"</{name}>"


def _broken(lines: Sequence[str], kind: BlockKind) -> Iterator[UnplacedBlock]:
    """The blocks of lines that were broken by hand: verse where all are short, else a block each."""
    written = [line for line in lines if inline_text(line)]
    if not written:
        return
    if kind == "verse" or (kind == "paragraph" and _is_verse(written)):
        yield _of_lines("verse", [_tidy(line) for line in written])
        return
    for line in written:
        yield from _whole(line, kind)


def _is_verse(lines: Sequence[str]) -> bool:
    """True for more than one line, none longer than verse has."""
    if len(lines) < 2:
        return False
    texts = map(inline_text, lines)
    return max(map(len, texts)) <= VERSE_LINE
