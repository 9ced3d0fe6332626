"""Trusted bodies → blocks: Markdown through Python-Markdown, HTML as it is, both through nh3, cut into typed blocks.

Wire text has no Markdown in it, and Python-Markdown costs 657 µs an article: a body without a character that Markdown could read takes a
fast path, which a property test proves equal to the long way.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

import markdown

from newsgen.clean.fragment import Piece, pieces
from newsgen.model import Block

LONGEST = 2_000_000
"""Characters of Markdown that are still parsed as Markdown; a longer body is taken as plain paragraphs."""

BRACKETS = 300
"""Brackets that open no complete link, in one paragraph: Python-Markdown is quadratic in them (500: 40 ms, 2,000: 700 ms)."""

_MARKED = re.compile(r"[\\`*_\[<\t\x02\x03]|&#?\w+;|\|| {4}|^ {0,3}(?:>|#|[+-](?: |$)|\d+\.(?: |$)|[=-]+ *$|-[ -]*$)|  $", re.MULTILINE)
_BLANK = re.compile(r"(\n[ ]*\n[ \n]*)")
_LINK = re.compile(r"\[[^\[\]\n]*\]\([^()\n]*\)")
_UNCLOSED = re.compile(r"<(?![^<>]*>)")
_WORD = re.compile(r"\w+")


def markdown_blocks(text: str, first_line: int) -> tuple[Block, ...]:
    r"""The blocks of a Markdown body that begins on line `first_line` of its file.

    >>> [(block.kind, block.text, block.line) for block in markdown_blocks("One\nline.\n\n## Two\n\nSee *this*.", 5)]
    [('paragraph', 'One line.', 5), ('subhead', 'Two', 8), ('paragraph', 'See this.', 10)]
    """
    if len(text) > LONGEST or is_plain(text):
        return plain_blocks(text, first_line)
    try:
        html = _converter().reset().convert(_capped(text))
    except RecursionError:  # `1. ` × 500: lists nested deeper than Python's stack
        return plain_blocks(text, first_line)
    return tuple(_placed(pieces(html), text, first_line))


def html_blocks(fragment: str, first_line: int) -> tuple[Block, ...]:
    """The blocks of an HTML fragment that begins on line `first_line` of its file.

    >>> html_blocks('<p>See <a href="https://example.org/" onclick="x()">this</a>.</p>', 1)[0].html
    'See <a href="https://example.org/">this</a>.'
    """
    return tuple(_placed(pieces(fragment), fragment, first_line))


def is_plain(text: str) -> bool:
    """True where no character of `text` could mean anything to Markdown, so that blank lines alone part its paragraphs."""
    return _MARKED.search(text) is None


def plain_blocks(text: str, first_line: int) -> tuple[Block, ...]:
    """The paragraphs of text between blank lines, line ends within one read as spaces."""
    blocks = []
    line = first_line
    for number, part in enumerate(_BLANK.split(text)):
        if number % 2 == 0 and (found := " ".join(part.split())):
            lead = len(part) - len(part.lstrip())
            blocks.append(Block("paragraph", found, None, line + part.count("\n", 0, lead)))
        line += part.count("\n")
    return tuple(blocks)


@cache
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=["tables", "sane_lists"], output_format="html")


def _capped(text: str) -> str:
    """`text` with what Python-Markdown is quadratic in (`[`, `[a](`, `![`, `<a ` in hundreds) escaped where it means nothing."""
    if text.count("[") > BRACKETS:
        text = "\n\n".join(map(_without_brackets, text.split("\n\n")))
    if text.count("<") > BRACKETS:
        text = _UNCLOSED.sub("&lt;", text)
    return text


def _without_brackets(paragraph: str) -> str:
    stray = paragraph.count("[") - len(_LINK.findall(paragraph))
    return paragraph.replace("[", "&#91;") if stray > BRACKETS else paragraph


def _placed(found: Iterator[Piece], source: str, first_line: int) -> Iterator[Block]:
    """Each piece with the line on which its first words stand in the source, looked for from the last place on."""
    ends = [match.start() for match in re.finditer("\n", source)]
    at = 0
    for piece in found:
        place = _place(piece.text, source, at)
        if place >= 0:
            at = place
        yield Block(piece.kind, piece.text, piece.html, first_line + bisect_right(ends, at - 1 if at else 0))
        at = min(at + len(piece.text), len(source)) if place >= 0 else at


def _place(text: str, source: str, at: int) -> int:
    """Where the opening of `text` stands in `source` from `at` on: as it is, else its first words with markup between them, else -1."""
    opening = text[:80]
    words = _WORD.findall(opening)[:4]
    found = re.compile(r"\s+".join(map(re.escape, opening.split()[:3]))).search(source, at)
    if not found and words:
        found = re.compile(r"\W+".join(words)).search(source, at) or re.compile(rf"\b{words[0]}\b").search(source, at)
    return found.start() if found else -1
