"""HTML → blocks: a fragment from a stranger is sanitised, then cut at its block tags into typed blocks. Only inline markup outlives this."""

import re
from collections.abc import Iterator
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
"""Characters of the longest line that still may be verse or an address; where a `<br>` ends longer lines it ends paragraphs."""

_EMPTY = re.compile(r"<([a-z]+)(?: [^<>]*)?></\1>")
_LINK = re.compile(r'href="(?:https?:|mailto:)[^"]*"', re.IGNORECASE)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTS = frozenset(("ul", "ol", "dl"))
_ITEMS = frozenset(("li", "dt", "dd"))
_CELLS = frozenset(("td", "th"))


class UnplacedBlock(NamedTuple):
    """A block before it knows its place: kind, plain text, and its inline HTML (None where the text says it all).

    A list has one line an item, a table one a row with its cells set off by tabs; text and HTML then have the same lines."""

    kind: BlockKind
    text: str
    html: str | None


def unplaced_blocks(fragment: str) -> Iterator[UnplacedBlock]:
    r"""The blocks of an HTML fragment, in order; whatever stands in it, nothing but inline markup comes out.

    >>> [(piece.kind, piece.text) for piece in unplaced_blocks("<h2>Talks</h2><p>Shares of <SRD> fell&nbsp;2%.<ul><li>one<li>two</ul>")]
    [('subhead', 'Talks'), ('paragraph', 'Shares of <SRD> fell 2%.'), ('list', 'one\ntwo')]
    """
    yield from _Cutter(list(markup_tokens(sanitised_html(fragment)))).pieces()


class _Cutter:
    """Walks the tokens once. `inline` gathers the markup of the block at hand; lists and tables gather lines until they close."""

    def __init__(self, found: list[MarkupToken]) -> None:
        self.tokens = found
        self.inline: list[str] = []
        self.styles: list[str] = []
        self.open: list[str] = []
        self.lists = 0
        self.items: list[str] = []
        self.table = False
        self.rows: list[list[str]] = []

    def pieces(self) -> Iterator[UnplacedBlock]:
        for number, token in enumerate(self.tokens):
            if token.text:
                self.inline.append(token.text)
            elif token.tag in INLINE:
                self.styled(token)
            elif token.end:
                yield from self.ended(token.tag)
            else:
                yield from self.begun(token, number)
        yield from self.flushed()

    def begun(self, token: MarkupToken, number: int) -> Iterator[UnplacedBlock]:
        tag = token.tag
        if (
            tag == "table"
            and not self.table
            and not self.lists
            and ('class="rows"' in token.attributes or not _is_layout(self.tokens, number))
        ):
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

    def ended(self, tag: str) -> Iterator[UnplacedBlock]:
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

    def styled(self, token: MarkupToken) -> None:
        """An inline tag; `styles` are those open, for a block may end inside them."""
        nested = (
            token.tag == "a"
            and not token.end
            and any(style.startswith("<a") for style in self.styles)
        )
        written = "<a>" if nested else _written(token)
        self.inline.append(written)
        if token.tag in ("br", "wbr", "q"):
            return
        if not token.end:
            self.styles.append(written)
        elif self.styles:
            self.styles.pop()

    def taken(self) -> str:
        """The markup gathered, its inline tags closed here and opened again in what follows."""
        written = "".join((*self.inline, *map(_end, reversed(self.styles))))
        self.inline = list(self.styles)
        return written

    def item(self) -> None:
        if self.lists:
            self.items.append(_tidy(self.taken()))

    def cell(self, tag: str) -> None:
        """What was gathered is a cell of the last row; a caption stands as a row of its own, marked by its one cell."""
        if tag not in _CELLS and tag != "tr":
            self.inline.append(" ")
            return
        written = _tidy(self.taken())
        if self.rows:
            self.rows[-1].append(written)
        if tag == "tr":
            self.rows.append([])

    def listed(self) -> Iterator[UnplacedBlock]:
        lines = [item for item in self.items if inline_text(item)]
        self.items.clear()
        if lines:
            yield _lined("quote" if "blockquote" in self.open else "list", lines)

    def tabled(self) -> Iterator[UnplacedBlock]:
        self.table = False
        rows = [row[1:] for row in self.rows if any(inline_text(cell) for cell in row)]
        self.rows.clear()
        if rows:
            text = "\n".join("\t".join(inline_text(cell) for cell in row) for row in rows)
            marked = any("<" in cell for row in rows for cell in row)
            yield UnplacedBlock(
                "table", text, "\n".join("\t".join(row) for row in rows) if marked else None
            )

    def flushed(self) -> Iterator[UnplacedBlock]:
        html = self.taken() if self.inline else ""
        if not html or html.isspace():
            return
        kind = self.kind()
        if "pre" in self.open:
            yield from _broken(html.strip("\n").split("\n"), kind)
        elif "<br>" in html and kind in ("paragraph", "quote", "verse"):
            for part in _parts(html):
                yield from _broken(part, kind)
        else:
            yield from _whole(html, kind)

    def kind(self) -> BlockKind:
        inside = self.open
        if inside and inside[-1] in _HEADINGS:
            return "subhead"
        if "figcaption" in inside or "caption" in inside:
            return "caption"
        if "verse" in inside:
            return "verse"
        return "quote" if "blockquote" in inside else "paragraph"


def _written(token: MarkupToken) -> str:
    if token.tag == "q":
        return "”" if token.end else "“"
    if token.tag == "wbr" or (
        token.tag == "a" and not token.end and not _LINK.search(token.attributes)
    ):
        return "" if token.tag == "wbr" else "<a>"
    return f"</{token.tag}>" if token.end else f"<{token.tag}{token.attributes}>"


def _is_layout(found: list[MarkupToken], at: int) -> bool:
    """True for a table that only places things: another block in a cell, or no row with two cells."""
    cells = most = 0
    for token in found[at + 1 :]:
        tag = token.tag
        if (
            tag in _LISTS
            or tag in _HEADINGS
            or tag in ("blockquote", "figure", "pre")
            or (tag == "table" and not token.end)
        ):
            return True
        if tag == "table":
            break
        cells = 0 if tag == "tr" else cells + (tag in _CELLS and not token.end)
        most = max(most, cells)
    return most < 2


def _tidy(html: str) -> str:
    """Inline HTML on one line, links without an address unwrapped."""
    flat = html.replace("<br>", " ").replace("&nbsp;", " ")
    if "<a>" in flat:
        flat = re.sub(r"(?s)<a>(.*?)</a>", r"\1", flat)
    while "></" in flat and (bare := _EMPTY.sub("", flat)) != flat:
        flat = bare
    return " ".join(flat.split())


def _whole(html: str, kind: BlockKind) -> Iterator[UnplacedBlock]:
    """The block that all of `html` is, none where it says nothing."""
    tidy = _tidy(html)
    if text := inline_text(tidy):
        yield UnplacedBlock(kind, text, tidy if "<" in tidy else None)


def _lined(kind: BlockKind, lines: list[str]) -> UnplacedBlock:
    marked = any("<" in line for line in lines)
    return UnplacedBlock(
        kind, "\n".join(map(inline_text, lines)), "\n".join(lines) if marked else None
    )


def _parts(html: str) -> Iterator[list[str]]:
    """The lines of each stretch between two `<br>` in a row; inline tags open at a break are closed there and opened again after it."""
    lines: list[str] = []
    for line in _balanced(html):
        if inline_text(line):
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
        for token in markup_tokens(line):
            if token.tag and token.end and opened:
                opened.pop()
            elif token.tag:
                opened.append(f"<{token.tag}{token.attributes}>")
        yield before + line + "".join(map(_end, reversed(opened)))


def _end(tag: str) -> str:
    """The closing tag of an opening one."""
    return f"</{tag[1:-1].split(maxsplit=1)[0]}>"


def _broken(lines: list[str], kind: BlockKind) -> Iterator[UnplacedBlock]:
    """Lines ended by hand: verse where all are short, else a paragraph each."""
    written = [line for line in lines if inline_text(line)]
    if not written:
        return
    if kind == "verse" or (
        kind == "paragraph"
        and len(written) > 1
        and max(len(inline_text(line)) for line in written) <= VERSE_LINE
    ):
        yield _lined("verse", [_tidy(line) for line in written])
        return
    for line in written:
        yield from _whole(line, kind)
