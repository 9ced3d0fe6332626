"""Makes typed blocks of a trusted body: Markdown goes through Python-Markdown, HTML stays as it is,
and both are sanitised and cut (`blocks`).

Wire text has no Markdown in it, and Python-Markdown costs 657 µs an article. So a body without a
character that Markdown could read takes a fast path, which a property test proves equal to the long
way.
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
"""Most characters of a body that is parsed as Markdown; a longer one is taken as plain paragraphs."""
BUDGET = 1.0
"""Seconds that Python-Markdown may take by the estimate below; the paragraphs that would cost most
are taken as text until the others fit.

Measured before: 1.8 MB of `word *x*` took 264 s, 80 KB of double backticks 125 s, 120 KB of
underlined headings 65 s."""
COPY = 1e-9
"""Seconds a character for each inline mark: Python-Markdown copies the paragraph."""
OPENING = 27e-9
"""Seconds a character for each line that opens a block."""
PAIR = 300e-9
"""Seconds for each pair of marks: the other end of each mark is looked for."""
UNCLOSED = 200
"""Tags that are never closed (`<a `) from which on they are text: the standard library's HTML parser
is quadratic in them."""
TRIES = 50
"""Places of the first word of a block at which its next words are looked for."""
OPENING_WORDS = 3
"""Words of a block by which its place is found."""
OPENING_LENGTH = 80
"""Characters of a block in which they stand."""
OPENING_MARKUP = 40
"""Characters of markup between them at most."""

_SIGNS = b"\\`*_[<|\t\x02\x03"
"""Characters that mean something to Markdown wherever they stand, or to Python-Markdown itself."""
_ENTITY = re.compile(r"&#?\w+;")
_LINE = re.compile(r"\n {0,3}(?:>|#|[+-](?: |\n)|\d+\.(?: |\n)|[=-]+ *\n|-[ -]*\n)")
"""A line whose beginning means something to Markdown."""
_OPENERS = frozenset(" >#+-=0123456789")
"""What such a line begins with, where it has no figures but those of ASCII."""
_BLANK = re.compile(r"(\n[ ]*\n[ \n]*)")
_TIGHT = re.compile(
    r"^(?![ \t]*(?:[*+>-]|\d+\.)[ \t])([^\s<][^<\n]*)\n(?=([*+-])[ \t]+\S[^\n]*\n\2[ \t]+\S)",
    re.MULTILINE,
)
"""A line of text right above a list of two items and more. To Hugo and Jekyll this is a list, to
Python-Markdown a part of the paragraph; one dash alone is no list."""
_DEEP = re.compile(
    r"^[ \t]*(?:(?:[*+>-]|\d+\.)[ \t]*){40}|^[ \t]{160,}(?:[*+>-]|\d+\.)[ \t]", re.MULTILINE
)
"""40 lists in each other. They are looked for beforehand, as what Python's stack can bear depends on
how deep the caller stands."""
_MARK = re.compile(r"[\\`*_\[<&]")
_OPENING = re.compile(r"^[ ]{0,3}(?:[#>|=*+-]|\d+\.)", re.MULTILINE)
_UNCLOSED = re.compile(r"<(?![^<>]*>)")
_WORD = re.compile(r"\w+")


def markdown_blocks(text: str, first_line: int) -> tuple[Block, ...]:
    r"""The blocks of a Markdown body that begins on line `first_line` of its file.

    >>> blocks = markdown_blocks("One\nline.\n\n## Two\n\nSee *this*.", 5)
    >>> [(block.kind, block.text, block.line) for block in blocks]
    [('paragraph', 'One line.', 5), ('subhead', 'Two', 8), ('paragraph', 'See this.', 10)]
    """
    blocks = even_blocks(text, first_line)
    if blocks is not None:
        return blocks
    if len(text) > LONGEST or is_plain(text) or _DEEP.search(text):
        return plain_blocks(text, first_line)
    try:
        html = _converter().reset().convert(_prepared(text))
    except RecursionError:  # deeper than Python's stack by some other way
        _converter.cache_clear()  # its half-done work would spoil the next body
        return plain_blocks(text, first_line)
    return tuple(_placed(unplaced_blocks(html), text, first_line))


def html_blocks(fragment: str, first_line: int) -> tuple[Block, ...]:
    """The blocks of an HTML fragment that begins on line `first_line` of its file.

    >>> fragment = '<p>See <a href="https://example.org/" onclick="x()">this</a>.</p>'
    >>> html_blocks(fragment, 1)[0].html
    'See <a href="https://example.org/">this</a>.'
    """
    return tuple(_placed(unplaced_blocks(fragment), fragment, first_line))


def is_plain(text: str) -> bool:
    """True where no character of `text` could mean anything to Markdown, so that its paragraphs are
    what stands between blank lines.

    >>> is_plain("One - and two."), is_plain("One *and* two.")
    (True, False)
    """
    data = text.encode("utf-8", "surrogatepass")
    if len(data.translate(None, _SIGNS)) < len(data):
        return False
    if "  " in text and ("    " in text or "  \n" in text or text.endswith("  ")):
        return False  # code, or a line end that is kept
    if "&" in text and _ENTITY.search(text):
        return False
    return _LINE.search(f"\n{text}\n") is None


def plain_blocks(text: str, first_line: int) -> tuple[Block, ...]:
    r"""The paragraphs between the blank lines of a text, with their line ends as spaces.

    >>> [(block.text, block.line) for block in plain_blocks("One\nline.\n\nTwo.", 5)]
    [('One line.', 5), ('Two.', 8)]
    """
    blocks = []
    line = first_line
    # Every second part is the blank lines between two paragraphs.
    for number, part in enumerate(_BLANK.split(text)):
        if number % 2 == 0 and (paragraph := " ".join(part.split())):
            indent = len(part) - len(part.lstrip())
            lines_before = part.count("\n", 0, indent)
            blocks.append(Block("paragraph", paragraph, None, line + lines_before))
        line += part.count("\n")
    return tuple(blocks)


def even_blocks(text: str, first_line: int) -> tuple[Block, ...] | None:
    r"""The paragraphs of an even text, None for any other: one in the usual letters and marks, none
    of which means anything to Markdown, with single spaces and line ends between its words. Nearly
    all wire text is even.

    >>> text = "“One”\nline.\n\nTwo."
    >>> even_blocks(text, 5) == markdown_blocks(text, 5), even_blocks("*One*", 5)
    (True, None)
    """
    # `rfind` takes two thirds of the time of `in` here.
    if not is_usual(text, _SIGNS) or text.rfind("  ") >= 0:
        return None
    if "&" in text and _ENTITY.search(text):
        return None
    blocks = []
    parts: list[str] = []
    start = 0
    for number, line in enumerate(f"{text}\n".split("\n"), first_line):
        if words := line.strip(" "):
            if line[0] in _OPENERS and _LINE.match(f"\n{line}\n"):
                return None
            if not parts:
                start = number
            parts.append(words)
        elif parts:
            blocks.append(Block("paragraph", " ".join(parts), None, start))
            parts = []
    return tuple(blocks)


@cache
def _converter() -> "markdown.Markdown":
    """Python-Markdown with the extensions that news needs; reset it before each body."""
    import markdown  # noqa: PLC0415 - 10 ms, and plain text needs none of it

    return markdown.Markdown(extensions=["tables", "sane_lists"], output_format="html")


def _prepared(text: str) -> str:
    """`text` with its lists set off, and with those paragraphs that Python-Markdown would take too
    long for as HTML of their plain text."""
    if len(_UNCLOSED.findall(text)) > UNCLOSED:
        text = _UNCLOSED.sub("&lt;", text)
    parts = _BLANK.split(_TIGHT.sub(r"\1\n\n", text))
    costs = [(_cost(part), number) for number, part in enumerate(parts)]
    costs.sort(reverse=True)
    total = sum(cost for cost, _ in costs)
    for cost, number in costs:
        if total <= BUDGET:
            break
        plain = escape(parts[number], quote=False)
        parts[number] = f"<p>{plain}</p>"
        total -= cost
    return "".join(parts)


def _cost(paragraph: str) -> float:
    """Seconds that Python-Markdown may take for one paragraph."""
    length = len(paragraph)
    marks = len(_MARK.findall(paragraph))
    openings = len(_OPENING.findall(paragraph))
    for_marks = marks * (length * COPY + marks * PAIR)
    for_openings = openings * length * OPENING
    return for_marks + for_openings


def _placed(blocks: Iterator[UnplacedBlock], source: str, first_line: int) -> Iterator[Block]:
    """Each block with the line on which its first words stand in the source; they are looked for
    from the end of the block before on."""
    line_ends = [match.start() for match in re.finditer("\n", source)]
    position = 0
    for block in blocks:
        place = _place(block.text, source, position)
        if place >= 0:
            position = place
        line = first_line + bisect_right(line_ends, max(position - 1, 0))
        yield Block(block.kind, block.text, block.html, line)
        if place >= 0:
            position = min(position + len(block.text), len(source))


def _place(text: str, source: str, start: int) -> int:
    """The index at which the opening of `text` stands in `source` from `start` on: its first words
    as they are, else its first word; -1 where neither does."""
    opening = text[:OPENING_LENGTH].split()[:OPENING_WORDS]
    reach = sum(map(len, opening)) + OPENING_MARKUP
    place = start - 1
    for _ in range(TRIES):
        place = source.find(opening[0], place + 1)
        if place < 0:
            break
        words = source[place : place + reach].split()
        if words[: len(opening)] == opening:
            return place
    word = _WORD.search(text)
    return source.find(word[0], start) if word else -1
