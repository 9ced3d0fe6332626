"""The dek: the sentence between headline and report that sums it up, told apart from the lede that it often repeats."""

from collections.abc import Sequence

from newsgen.clean.evidence import FieldValue, unknown
from newsgen.clean.fields.dateline import dateline
from newsgen.clean.fields.headline_features import content, is_aside, said
from newsgen.text.words import plain

SHORTEST = 8
"""Words of a line that repeats a later paragraph; shorter lines repeat by chance (28 % of articles repeat one of eight or more)."""
LONGEST = 700
"""Characters that a dek has at most."""
ABOVE = 8
"""Lines below the headline, or from the top, among which a dek may stand."""
SPOKEN = 0.4
"""Share of a dek's content words that the body has at least."""
NEAR = 190
"""Characters of a paragraph in which its opening stands, below a dateline too."""
AHEAD = 8
"""Paragraphs of the body that may repeat it."""

_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())


def dek(lines: Sequence[str], headline: int, body: Sequence[int]) -> FieldValue[str]:
    """The dek: a line above the body that the beginning of a later paragraph repeats. `body` holds the indices of the body's lines in order,
    `headline` that of the title (-1: none). `used` lists every line above that says the same.

    >>> lines = ["Talks resumed", "The three ministers met on Wednesday in London", "The three ministers met on Wednesday in London."]
    >>> dek(lines, 0, [2]).used
    (1,)
    """
    start = max(headline, -1) + 1
    above = [
        at
        for at in range(start, min(start + ABOVE, len(lines)))
        if lines[at].count(" ") + 1 >= SHORTEST and (not body or at < body[-1])
    ]
    openings = {at: _opening(lines[at]) for at in above if len(lines[at]) <= LONGEST}
    used = {
        at
        for other in (body[:AHEAD] if openings else ())
        for at in _cut_from(lines, other, openings)
    }
    if not used:
        return unknown("", "no dek in the text")
    return FieldValue(
        lines[min(used)],
        "text",
        "line above the body that a later paragraph repeats",
        0.95,
        tuple(sorted(used)),
    )


def between(
    lines: Sequence[str], headline: int, body: Sequence[int], signed: Sequence[int]
) -> FieldValue[str]:
    """The dek of a text that does not repeat it: a sentence between headline and byline or date (their lines are `signed`), in words of the body.

    Asked only of a line that is no body: half of such lines stand in the body of their report as its first paragraph.

    >>> lines = ["Talks resumed", "Ministers met in London to speak of herring", "By Anna Lind", "The ministers met in London on herring."]
    >>> between(lines, 0, [3], [2]).value
    'Ministers met in London to speak of herring'
    """
    at = headline + 1
    if headline < 0 or at >= len(lines) or at in signed or not {at + 1, at + 2} & set(signed):
        return unknown("", "no dek in the text")
    line = lines[at]
    if len(line) > LONGEST or line.count(" ") + 1 < SHORTEST or is_aside(line) or _is_titled(line):
        return unknown("", "no dek in the text")
    mine = content(line)
    spoken = said([lines[each] for each in body[:AHEAD]])
    if len(mine & spoken) < SPOKEN * len(mine) or plain(line) == plain(lines[headline]):
        return unknown("", "no dek in the text")
    return FieldValue(line, "text", "line between headline and byline", 0.8, (at,))


def _cut_from(lines: Sequence[str], other: int, openings: dict[int, str]) -> list[int]:
    """The lines above line `other`, of those in `openings`, that repeat its beginning; a dateline is looked for where an opening stands near it."""
    near = _typed(lines[other][:NEAR]).translate(None, _MARKS)
    close = [at for at, opening in openings.items() if at < other and _typed(opening) in near]
    if not close:
        return []
    text = _undated(lines[other][: LONGEST + 100])
    mine, whole = _opening(text), plain(text)
    return [at for at in close if openings[at] == mine and whole.startswith(plain(lines[at]))]


def _is_titled(line: str) -> bool:
    """True where most words begin with a capital, as in the headline of another report."""
    tokens = [token for token in line.split() if token[:1].isalpha()]
    return sum(token[0].isupper() for token in tokens) > 0.6 * len(tokens)


def _opening(line: str) -> str:
    """The first letters and digits of a line: lines that differ in them need not be compared."""
    return "".join(filter(str.isalnum, line[:24].lower()))[:12]


def _typed(text: str) -> bytes:
    return text.lower().encode("ascii", "ignore")


def _undated(paragraph: str) -> str:
    filed = dateline(paragraph)
    return paragraph[filed.end :] if filed else paragraph
