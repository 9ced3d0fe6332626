"""Trusted bodies → blocks: Markdown through Python-Markdown, HTML as it is, both through nh3, cut into typed blocks.

Wire text has no Markdown in it, and Python-Markdown costs 657 µs an article: a body without a character that Markdown could read takes a
fast path, which a property test proves equal to the long way.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from newsgen.clean.markup.blocks import UnplacedBlock, unplaced_blocks
from newsgen.model import Block
from newsgen.text.encoding import is_usual

if TYPE_CHECKING:
    import markdown

LONGEST = 500_000
"""Characters of Markdown that are still parsed as Markdown; a longer body is taken as plain paragraphs."""

BUDGET = 1.0
"""Seconds that Python-Markdown may take by the estimate below; the paragraphs that would cost most are taken as text until it fits.

Measured: it copies a paragraph for each inline mark (1 ns a character) and for each line that opens a block (27 ns), and looks for the other
end of each mark (300 ns a pair): 1.8 MB of `word *x*` took 264 s, 80 KB of double backticks 125 s, 120 KB of underlined headings 65 s."""

UNCLOSED = 200
"""Tags that are never closed (`<a `), from which on they are text: the standard library's HTML parser is quadratic in them."""

TRIES = 50
"""Places where the first word of a block is looked at for the next ones."""

_SIGNS = b"\\`*_[<|\t\x02\x03"
_ENTITY = re.compile(r"&#?\w+;")
_LINE = re.compile(r"\n {0,3}(?:>|#|[+-](?: |\n)|\d+\.(?: |\n)|[=-]+ *\n|-[ -]*\n)")
_OPENERS = frozenset(" >#+-=0123456789")
"""What such a line begins with, where it has no figures but those of ASCII."""
_BLANK = re.compile(r"(\n[ ]*\n[ \n]*)")
# A list right below a line of text is a list to Hugo and Jekyll, part of the paragraph to Python-Markdown; one dash alone is no list.
_TIGHT = re.compile(
    r"^(?![ \t]*(?:[*+>-]|\d+\.)[ \t])([^\s<][^<\n]*)\n(?=([*+-])[ \t]+\S[^\n]*\n\2[ \t]+\S)",
    re.MULTILINE,
)
# 40 lists in each other: told beforehand, for what Python's stack still bears depends on how deep the caller stands.
_DEEP = re.compile(
    r"^[ \t]*(?:(?:[*+>-]|\d+\.)[ \t]*){40}|^[ \t]{160,}(?:[*+>-]|\d+\.)[ \t]", re.MULTILINE
)
_MARK = re.compile(r"[\\`*_\[<&]")
_OPENING = re.compile(r"^[ ]{0,3}(?:[#>|=*+-]|\d+\.)", re.MULTILINE)
_UNCLOSED = re.compile(r"<(?![^<>]*>)")
_WORD = re.compile(r"\w+")


def markdown_blocks(text: str, first_line: int) -> tuple[Block, ...]:
    r"""The blocks of a Markdown body that begins on line `first_line` of its file.

    >>> [(block.kind, block.text, block.line) for block in markdown_blocks("One\nline.\n\n## Two\n\nSee *this*.", 5)]
    [('paragraph', 'One line.', 5), ('subhead', 'Two', 8), ('paragraph', 'See this.', 10)]
    """
    if (found := even_blocks(text, first_line)) is not None:
        return found
    if len(text) > LONGEST or is_plain(text) or _DEEP.search(text):
        return plain_blocks(text, first_line)
    try:
        html = _converter().reset().convert(_prepared(text))
    except RecursionError:  # deeper than Python's stack by some other way
        _converter.cache_clear()  # what it was in the midst of would spoil the next body
        return plain_blocks(text, first_line)
    return tuple(_placed(unplaced_blocks(html), text, first_line))


def html_blocks(fragment: str, first_line: int) -> tuple[Block, ...]:
    """The blocks of an HTML fragment that begins on line `first_line` of its file.

    >>> html_blocks('<p>See <a href="https://example.org/" onclick="x()">this</a>.</p>', 1)[0].html
    'See <a href="https://example.org/">this</a>.'
    """
    return tuple(_placed(unplaced_blocks(fragment), fragment, first_line))


def is_plain(text: str) -> bool:
    """True where no character of `text` could mean anything to Markdown, so that blank lines alone part its paragraphs."""
    data = text.encode("utf-8", "surrogatepass")
    if (
        len(data.translate(None, _SIGNS)) < len(data)
        or ("  " in text and ("    " in text or "  \n" in text))
        or ("&" in text and _ENTITY.search(text))
    ):
        return False
    return not text.endswith("  ") and _LINE.search(f"\n{text}\n") is None


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


def even_blocks(text: str, first_line: int) -> tuple[Block, ...] | None:
    r"""The paragraphs of a text in the usual letters and marks, of which none means anything to Markdown, between single spaces and line ends: of
    nearly all wire text. None for any other.

    >>> even_blocks("“One”\nline.\n\nTwo.", 5) == markdown_blocks("“One”\nline.\n\nTwo.", 5), even_blocks("*One*", 5)
    (True, None)
    """
    if (
        not is_usual(text, _SIGNS)
        or text.rfind("  ") >= 0
        or ("&" in text and _ENTITY.search(text))
    ):  # `in` takes half as long again as `rfind`
        return None
    blocks = []
    parts: list[str] = []
    start = 0
    for number, line in enumerate(f"{text}\n".split("\n"), first_line):
        if found := line.strip(" "):
            if line[0] in _OPENERS and _LINE.match(f"\n{line}\n"):
                return None
            start = start if parts else number
            parts.append(found)
        elif parts:
            blocks.append(Block("paragraph", " ".join(parts), None, start))
            parts = []
    return tuple(blocks)


@cache
def _converter() -> "markdown.Markdown":
    import markdown  # noqa: PLC0415 - 10 ms, and plain text needs none of it

    return markdown.Markdown(extensions=["tables", "sane_lists"], output_format="html")


def _prepared(text: str) -> str:
    """`text` with lists set off, and the paragraphs that Python-Markdown would take too long for as HTML of their plain text."""
    if len(_UNCLOSED.findall(text)) > UNCLOSED:
        text = _UNCLOSED.sub("&lt;", text)
    parts = _BLANK.split(_TIGHT.sub(r"\1\n\n", text))
    costs = sorted(((_cost(part), number) for number, part in enumerate(parts)), reverse=True)
    total = sum(cost for cost, _ in costs)
    for cost, number in costs:
        if total <= BUDGET:
            break
        parts[number] = f"<p>{escape(parts[number], quote=False)}</p>"
        total -= cost
    return "".join(parts)


def _cost(paragraph: str) -> float:
    """Seconds that Python-Markdown may take for one paragraph."""
    marks = len(_MARK.findall(paragraph))
    return (
        marks * (len(paragraph) * 1e-9 + marks * 3e-7)
        + len(_OPENING.findall(paragraph)) * len(paragraph) * 27e-9
    )


def _placed(found: Iterator[UnplacedBlock], source: str, first_line: int) -> Iterator[Block]:
    """Each piece with the line on which its first words stand in the source, looked for from the last place on."""
    ends = [match.start() for match in re.finditer("\n", source)]
    at = 0
    for piece in found:
        place = _place(piece.text, source, at)
        if place >= 0:
            at = place
        yield Block(
            piece.kind, piece.text, piece.html, first_line + bisect_right(ends, at - 1 if at else 0)
        )
        at = min(at + len(piece.text), len(source)) if place >= 0 else at


def _place(text: str, source: str, at: int) -> int:
    """Where the opening of `text` stands in `source` from `at` on: its first words as they are, else its first word, else -1."""
    opening = text[:80].split()[:3]
    reach = sum(map(len, opening)) + 40
    place = at - 1
    for _ in range(TRIES):
        place = source.find(opening[0], place + 1)
        if place < 0 or source[place : place + reach].split()[: len(opening)] == opening:
            break
    else:
        place = -1
    if place < 0 and (word := _WORD.search(text)):
        place = source.find(word[0], at)
    return place
