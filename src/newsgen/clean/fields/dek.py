"""Finds the dek: the sentence between headline and report that sums the report up. It is told apart
from the lede, which it often repeats."""

from collections.abc import Iterable, Sequence

from newsgen.clean.evidence import FieldValue, unknown
from newsgen.clean.fields.dateline import dateline
from newsgen.clean.fields.headline_features import content_words, is_aside, words_said
from newsgen.text.words import plain

SHORTEST = 8
"""Fewest words of a dek. Shorter lines repeat a later paragraph by chance; 28 % of articles repeat a
line of eight words or more."""
LONGEST = 700
"""Most characters of a dek."""
ABOVE = 8
"""Lines below the headline, or from the top, among which a dek may stand."""
SPOKEN = 0.4
"""Least share of a dek's content words that the body has, too."""
NEAR = 190
"""Characters of a paragraph in which its opening stands, even below a dateline."""
DATELINE = 100
"""Characters that a paragraph is looked at beyond `LONGEST`, for its dateline."""
AHEAD = 8
"""Paragraphs of the body that may repeat the dek."""
CAPITALISED = 0.6
"""Share of words with a capital above which a line is a headline, not a sentence."""

_MARKS = bytes([code for code in range(128) if not chr(code).isalnum()])


def dek(lines: Sequence[str], headline: int, body: Sequence[int]) -> FieldValue[str]:
    """The dek: a line above the body that the beginning of a later paragraph repeats.

    `body` holds the indices of the body's lines in order, `headline` that of the title (-1: none).
    `used` of the result lists every line above that says the same.

    >>> dek_line = "The three ministers met on Wednesday in London"
    >>> dek(["Talks resumed", dek_line, f"{dek_line}."], 0, [2]).used
    (1,)
    """
    openings = _openings(lines, max(headline, -1) + 1, body)
    used: set[int] = set()
    if openings:
        for paragraph in body[:AHEAD]:
            used.update(_repeated(lines, paragraph, openings))
    if not used:
        return unknown("", "no dek in the text")
    rule = "line above the body that a later paragraph repeats"
    return FieldValue(lines[min(used)], "text", rule, 0.95, tuple(sorted(used)))


def unrepeated_dek(
    lines: Sequence[str], headline: int, body: Sequence[int], signed: Sequence[int]
) -> FieldValue[str]:
    """The dek of a text that does not repeat it: a sentence in words of the body, between the
    headline and the lines `signed` of byline and date.

    Ask it only of a line that is no body: half of such lines stand in the body of their report as
    its first paragraph.

    >>> above = ["Talks resumed", "Ministers met in London to speak of herring", "By Anna Lind"]
    >>> unrepeated_dek([*above, "The ministers met in London on herring."], 0, [3], [2]).value
    'Ministers met in London to speak of herring'
    """
    index = headline + 1
    if (
        _is_between(lines, index, headline, signed)
        and _is_sentence(lines[index])
        and _is_about_body(lines, index, body)
        and plain(lines[index]) != plain(lines[headline])
    ):
        return FieldValue(lines[index], "text", "line between headline and byline", 0.8, (index,))
    return unknown("", "no dek in the text")


def _openings(lines: Sequence[str], start: int, body: Sequence[int]) -> dict[int, str]:
    """The openings of the lines from `start` on that may be a dek, by their indices."""
    last = body[-1] if body else len(lines)
    end = min(start + ABOVE, len(lines), last)
    openings = {}
    for index in range(start, end):
        line = lines[index]
        if len(line) <= LONGEST and _has_enough_words(line):
            openings[index] = _opening(line)
    return openings


def _has_enough_words(line: str) -> bool:
    """True for a line of `SHORTEST` words and more."""
    return line.count(" ") + 1 >= SHORTEST


def _repeated(lines: Sequence[str], paragraph: int, openings: dict[int, str]) -> Iterable[int]:
    """The lines of `openings` above the line `paragraph` that repeat its beginning. Its dateline is
    looked for only where an opening stands near it."""
    line = lines[paragraph]
    near = _ascii(line[:NEAR]).translate(None, _MARKS)
    close = []
    for index, opening in openings.items():
        if index < paragraph and _ascii(opening) in near:
            close.append(index)
    if not close:
        return ()
    text = _without_dateline(line[: LONGEST + DATELINE])
    opening, whole = _opening(text), plain(text)
    return [
        index
        for index in close
        if openings[index] == opening and whole.startswith(plain(lines[index]))
    ]


def _is_between(lines: Sequence[str], index: int, headline: int, signed: Sequence[int]) -> bool:
    """True where line `index` has a headline above it, and byline or date within two lines below."""
    if headline < 0 or index >= len(lines) or index in signed:
        return False
    below = {index + 1, index + 2}
    return not below.isdisjoint(signed)


def _is_sentence(line: str) -> bool:
    """True for a line that is neither too short nor too long, no button and no other headline."""
    if len(line) > LONGEST or not _has_enough_words(line):
        return False
    return not is_aside(line) and not _is_capitalised(line)


def _is_about_body(lines: Sequence[str], index: int, body: Sequence[int]) -> bool:
    """True where enough content words of line `index` stand in the body, too."""
    words = content_words(lines[index])
    paragraphs = [lines[paragraph] for paragraph in body[:AHEAD]]
    spoken = words & words_said(paragraphs)
    fewest = SPOKEN * len(words)
    return len(spoken) >= fewest


def _is_capitalised(line: str) -> bool:
    """True where most words begin with a capital, as in the headline of another report."""
    words = line.split()
    initials = [word[0] for word in words if word[0].isalpha()]
    capitals = sum(map(str.isupper, initials))
    return capitals > CAPITALISED * len(initials)


def _opening(line: str) -> str:
    """The first letters and digits of a line: lines that differ in them need not be compared."""
    start = line[:24].lower()
    return "".join(filter(str.isalnum, start))[:12]


def _ascii(text: str) -> bytes:
    """What ASCII has of `text`, in small letters."""
    low = text.lower()
    return low.encode("ascii", "ignore")


def _without_dateline(paragraph: str) -> str:
    """The paragraph from its first words on."""
    filed = dateline(paragraph)
    if filed is None:
        return paragraph
    return paragraph[filed.end :]
