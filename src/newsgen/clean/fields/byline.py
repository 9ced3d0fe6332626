"""Finds the byline: who wrote a report. A name is looked for after "By", below a label such as
"Author:", and beside a date or an office; agencies are not persons.

Each find is a candidate with a weight. The nearer it stands below the headline the more it weighs,
so that the authors of other reports and of photographs lose.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsgen.clean.evidence import FieldValue, unknown
from newsgen.clean.fields.agency_names import agency_name
from newsgen.clean.fields.date_expressions import printed_dates
from newsgen.clean.fields.person_names import person_name, person_names
from newsgen.config import CleanConfig
from newsgen.model import Record
from newsgen.text.patterns import late

HEAD = 160
"""Most lines from the top among which a byline is looked for."""
ABOVE = 3
"""Lines above the headline from which on a byline is looked for."""
PARAGRAPHS = 2
"""Paragraphs of running text between which a byline may stand: a dek is often longer than a line."""
TAIL = 3
"""Lines below the body that may say who reported it."""
LONGEST = 140
"""Most characters of a line that holds a byline."""
BARE = 70
"""Most characters of a line that holds nothing but a name."""
DATE_LINE = 90
"""Most characters of a line that is a date line beside a bare name."""
OFFICE_LINE = 60
"""Most characters of a line below a name that gives the person's office."""
BELOW_LABEL = 8
"""Most lines below a label that may hold its names."""
FADING = 12
"""Lines below the headline over which a candidate loses a weight of 1."""
ABOVE_FADES = 4
"""How many times faster a candidate above the headline loses weight."""

BY_AND_DATE = 3.0
"""Weight of a name after "By" on a line with a date."""
BY = 2.5
"""Weight of a name after "By" without a date, and of one below a label."""
NOT_FIRST = 0.5
"""Weight that a name loses where its "By" does not begin the line."""
DATED = 2.0
"""Weight of a bare name on a line with a date."""
BESIDE_DATE = 1.8
"""Weight of a bare name above or below a date line."""
BESIDE_OFFICE = 1.5
"""Weight of a bare name on the line of an office, or above one."""
REPEATED = 1.3
"""Weight of a bare name that the next line repeats."""
BEFORE_OUTLET = 1.2
"""Weight of a bare name before the name of an outlet, right below the headline."""

_BY = late(
    r"(?:^|[\s|•·/–—-])"
    r"(?:(?:written|words|text|story|reported|reviewed|posted|review|news|analysis)\s)?"
    r"by(?:\s*:\s*|\s+|(?=[A-Z]))(?=\S)",
    re.IGNORECASE,
)
_FOREIGN_BY = late(
    r"^(?:von|par|por|di|da|av|af|door|autor(?:in)?:|text:|texto:|auteur\s?:)\s+(?=\S)",
    re.IGNORECASE,
)
_AS_TOLD_TO = re.compile(r"\bas told to\s+", re.IGNORECASE)
_LABEL = late(
    r"(?:(?:written|commentary|story|text|words|article|analysis|opinion|posted) )?"
    r"(?:by|authors?(?: of the article)?)\s*:?",
    re.IGNORECASE,
)
_BY_BEFORE = re.compile(r"^by[:\s]+", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_LINKS = re.compile(r"^social links for\s+", re.IGNORECASE)
_REPORTING = re.compile(r"\(?(?:Additional )?Reporting by\s+([^;()]{4,200})")
_CREDIT = late(r"photo|image|illustrat|video|picture|courtesy", re.IGNORECASE)
_SENTENCE = late(r"[:?!“”]|\.\s[a-z]|\s(?:is|are|was|has|to|the|of|a|an)\s")
_READING_TIME = late(
    r"\b\d+[- ](?:min(?:ute)?s?)[- ]?(?:read)?"
    r"|\b\d+ (?:hours?|days?|weeks?|months?)(?: ago)?\b",
    re.IGNORECASE,
)
_OFFICES = (
    "writer",
    "editor",
    "reporter",
    "correspondent",
    "contributor",
    "columnist",
    "analyst",
    "staff",
    "author",
    "publisher",
    "fellow",
    "redakteur",
    "journalist",
)
_OFFICE = late(rf"\b(?:{'|'.join(_OFFICES)})", re.IGNORECASE)
_OUTLET = late(
    r"\s(?:\S+\s){0,3}(?:USA TODAY|Network|News|Times|Post|Press|Journal|Herald|Tribune|Enquirer"
    r"|Gazette|Courier(?:-\w+)?|Register|Star|Globe)\b"
)
_AROUND = " |/·•–—-"
_YEARLIKE = re.compile(r"(?:1[89]|20)\d\d|\d[/.]\d{1,2}[/.]\d\d|\d:\d\d")
_AUTHOR_OF_POST = ("— ", "– ")
"""A dash before a name opens the author of a quoted post."""


class BylineCandidate(Record, frozen=True):
    """Names that may be the byline: the indices of their lines, the rule that found them, and their
    weight (the heaviest candidate wins, and one of 0 or less never does)."""

    names: tuple[str, ...]
    lines: tuple[int, ...]
    rule: str
    weight: float


class _SignedText(NamedTuple):
    """A text whose byline is sought; `headline` is the index of its title (-1: none)."""

    lines: Sequence[str]
    headline: int
    config: CleanConfig


def byline(
    lines: Sequence[str], body: Sequence[int], headline: int, config: CleanConfig
) -> FieldValue[tuple[str, ...]]:
    """The authors. `body` holds the indices of the running text in order, `headline` that of the
    title (-1: none).

    >>> lines = ["Talks resumed", "By Anna Lind and Per Holm, Reuters", "The ministers met."]
    >>> byline(lines, [2], 0, CleanConfig()).value
    ('Anna Lind', 'Per Holm')
    """
    text = _SignedText(lines, headline, config)
    candidates: list[BylineCandidate] = []
    for index in range(max(0, headline - ABOVE), _end(lines, body)):
        candidate = _candidate(text, index)
        if candidate is not None:
            candidates.append(candidate)
    best = max(candidates, key=lambda candidate: candidate.weight, default=None)
    if best is not None and best.weight > 0:
        return FieldValue(best.names, "text", best.rule, 0.9, best.lines)
    for index in _tail(lines, body):
        match = _REPORTING.match(lines[index])
        if match and (people := person_names(match[1])):
            return FieldValue(people, "text", "named at the end", 0.85)
    return unknown((), "no byline in the text")


def _end(lines: Sequence[str], body: Sequence[int]) -> int:
    """The index of the line at which the search for a byline ends."""
    end = len(lines)
    if len(body) > PARAGRAPHS:
        end = body[PARAGRAPHS]
    elif body:
        end = body[-1]
    return min(end, HEAD, len(lines))


def _tail(lines: Sequence[str], body: Sequence[int]) -> Iterator[int]:
    """The indices of the last two lines of the body and of the lines right below it."""
    if not body:
        return
    yield from body[-2:]
    below = body[-1] + 1
    yield from range(below, min(below + TAIL, len(lines)))


def _candidate(text: _SignedText, index: int) -> BylineCandidate | None:
    """What line `index` offers as a byline, None where it offers nothing."""
    line = text.lines[index]
    if len(line) > LONGEST or index == text.headline or line.startswith(_AUTHOR_OF_POST):
        return None
    low = line.lower()
    if ("by" in low or "author" in low) and _LABEL.fullmatch(line):
        return _below_label(text, index)
    bare, dated = _without_dates(line, text.config)
    if match := _introduction(bare, low):
        return _introduced(text, index, match, dated=dated)
    if len(bare) <= BARE:
        return _bare_name(text, index, bare, dated=dated)
    return None


def _introduction(bare: str, low: str) -> re.Match[str] | None:
    """The "By" of a line, or what stands for it; `low` is the line in small letters, which tells
    most lines without it faster than an expression does."""
    if "by" in low and (match := _BY.search(bare)):
        return match
    if match := _FOREIGN_BY.match(bare):
        return match
    return _AS_TOLD_TO.search(bare) if "told" in low else None


def _introduced(
    text: _SignedText, index: int, match: re.Match[str], *, dated: bool
) -> BylineCandidate | None:
    """The names after the "By" that `match` found; inside a line it counts only beside a date, and
    never where the line credits a photograph."""
    bare, end = match.string, match.end()
    inside = match.start() > 0
    if inside and (not dated or _CREDIT.search(bare, 0, end)):
        return None
    people = _people(bare[end:], dated=dated)
    if not people:
        return None
    weight = BY_AND_DATE if dated else BY
    if inside:
        weight -= NOT_FIRST
    weight -= _distance(text, index)
    return BylineCandidate(people, (index,), "name after “By”", weight)


def _bare_name(text: _SignedText, index: int, bare: str, *, dated: bool) -> BylineCandidate | None:
    """A line that is nothing but a name, where a date or an office beside it speaks for a byline."""
    lines, headline = text.lines, text.headline
    weight = _support(text, index, dated=dated)
    if not weight or _SENTENCE.search(bare):
        return None
    people = _people(bare, dated=False)
    if not people:
        return None
    if headline >= 0 and lines[index] == lines[headline]:
        return None  # the headline, printed again
    weight -= _distance(text, index)
    return BylineCandidate(people, (index,), "name beside the date or an office", weight)


def _distance(text: _SignedText, index: int) -> float:
    """The weight that a candidate on line `index` loses by its distance from the headline."""
    below = index - max(text.headline, 0)
    if below >= 0:
        return below / FADING
    return -below * ABOVE_FADES / FADING


def _people(text: str, *, dated: bool) -> tuple[str, ...]:
    """The persons named at the beginning of `text`. A single word is a name only beside a date."""
    text = _LINKS.sub("", text.strip(" ,|"))
    names = person_names(text)
    people = tuple([name for name in names if not agency_name(name)])
    if people or not dated:
        return people
    if " " in text.strip() or not text[:1].isalpha():
        return ()
    word = text.strip(" ,|.-–—")
    return (word,) if _is_single_name(word) else ()


def _is_single_name(word: str) -> bool:
    """True for a word that could be both the first and the last name of a person."""
    if not 3 <= len(word) <= 25 or agency_name(word):
        return False
    return person_name(f"{word} {word}") != ""


def _below_label(text: _SignedText, index: int) -> BylineCandidate | None:
    """The names on the lines below the label on line `index`: on the first line, and on the next
    one as long as the line before ends in a comma or "and"."""
    lines = text.lines
    people: list[str] = []
    used = [index]
    for below in range(index + 1, min(index + 1 + BELOW_LABEL, len(lines))):
        line = _BY_BEFORE.sub("", lines[below])
        more = _people(_DIGIT.sub("", line).strip(" ,&"), dated=False)
        if not more or len(line) > LONGEST:
            break
        people.extend(more)
        used.append(below)
        if not lines[below].rstrip().endswith((",", "&", " and")):
            break
    if not people:
        return None
    names = tuple(dict.fromkeys(people))
    weight = BY - _distance(text, index)
    return BylineCandidate(names, tuple(used), "name below “By”", weight)


def _without_dates(line: str, config: CleanConfig) -> tuple[str, bool]:
    """`line` without its dates and reading times, and whether it had any."""
    if not _DIGIT.search(line):
        return line.strip(_AROUND), False
    bare = _READING_TIME.sub(" | ", line)
    if _YEARLIKE.search(bare):
        dates = list(printed_dates(bare, config))
        for date in reversed(dates):  # from the last on, so that places stay as they are
            before, after = bare[: date.start], bare[date.end :]
            bare = f"{before} | {after}"
    return bare.strip(_AROUND), bare != line


def _support(text: _SignedText, index: int, *, dated: bool) -> float:
    """The weight that the surroundings of a bare name give it, 0 where nothing speaks for a byline;
    `dated`: its own line has a date."""
    if dated:
        return DATED
    lines, line = text.lines, text.lines[index]
    before = lines[index - 1] if index else ""
    after = lines[index + 1] if index + 1 < len(lines) else ""
    if _is_dated(after, text.config) or _is_dated(before, text.config):
        return BESIDE_DATE
    if (len(after) < OFFICE_LINE and _names_office(after)) or _names_office(line):
        return BESIDE_OFFICE
    if after == line:
        return REPEATED
    if before and index == text.headline + 1 and _OUTLET.search(line):
        return BEFORE_OUTLET
    return 0.0


def _is_dated(line: str, config: CleanConfig) -> bool:
    """True for a short line that has a full date or begins with a reading time."""
    if not 0 < len(line) <= DATE_LINE or not _DIGIT.search(line):
        return False
    if _READING_TIME.match(line):
        return True
    if not _YEARLIKE.search(line):
        return False
    date = next(printed_dates(line, config), None)
    return date is not None


def _names_office(line: str) -> bool:
    """True where `line` names an office such as "editor"; the plain search passes most lines."""
    low = line.lower()
    return any(map(low.__contains__, _OFFICES)) and _OFFICE.search(line) is not None
