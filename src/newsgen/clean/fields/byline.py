"""The byline: who wrote a report. Found after `By`, below a label, or as a name beside the date or an office; agencies are not persons.

Each find has a weight and stands better the nearer it is below the headline, so that authors of other reports and of photographs lose.
"""

import re
from collections.abc import Iterator, Sequence

from newsgen.clean.evidence import FieldValue, unknown
from newsgen.clean.fields.agency_names import agency_name
from newsgen.clean.fields.date_expressions import days
from newsgen.clean.fields.person_names import name, names
from newsgen.config import CleanConfig
from newsgen.model import Record
from newsgen.text.patterns import late

HEAD = 160
"""Lines from the top among which a byline is looked for at most."""
PARAGRAPHS = 2
"""Paragraphs of running text between which a byline may stand: a dek is often longer than a line."""
TAIL = 3
"""Lines below the body in which those are named who reported it."""
LONGEST = 140
"""Characters that the line of a byline has at most."""
BARE = 70
"""Characters that a line has at most which begins with a name and says nothing but that."""
FADING = 12
"""Lines below the headline over which a find loses a weight of 1."""

_BY = late(
    r"(?:^|[\s|•·/–—-])(?:(?:written|words|text|story|reported|reviewed|posted|review|news|analysis)\s)?by(?:\s*:\s*|\s+|(?=[A-Z]))(?=\S)",
    re.IGNORECASE,
)
_ABROAD = late(
    r"^(?:von|par|por|di|da|av|af|door|autor(?:in)?:|text:|texto:|auteur\s?:)\s+(?=\S)",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\bas told to\s+", re.IGNORECASE)
_LABEL = late(
    r"(?:(?:written|commentary|story|text|words|article|analysis|opinion|posted) )?(?:by|authors?(?: of the article)?)\s*:?",
    re.IGNORECASE,
)
_LINKS = re.compile(r"^social links for\s+", re.IGNORECASE)
_REPORTING = re.compile(r"\(?(?:Additional )?Reporting by\s+([^;()]{4,200})")
_CREDIT = late(r"photo|image|illustrat|video|picture|courtesy", re.IGNORECASE)
_SPOKEN = late(r"[:?!“”]|\.\s[a-z]|\s(?:is|are|was|has|to|the|of|a|an)\s")
_READ = late(
    r"\b\d+[- ](?:min(?:ute)?s?)[- ]?(?:read)?|\b\d+ (?:hours?|days?|weeks?|months?)(?: ago)?\b",
    re.IGNORECASE,
)
_OFFICES = ("writer", "editor", "reporter", "correspondent", "contributor", "columnist", "analyst", "staff", "author", "publisher", "fellow",
            "redakteur", "journalist")  # fmt: skip
_OFFICE = late(rf"\b(?:{'|'.join(_OFFICES)})", re.IGNORECASE)
_OUTLET = late(
    r"\s(?:\S+\s){0,3}(?:USA TODAY|Network|News|Times|Post|Press|Journal|Herald|Tribune|Enquirer|Gazette|Courier(?:-\w+)?|Register|Star|Globe)\b"
)
_FIGURE = re.compile(r"\d")
_AROUND = " |/·•–—-"
_YEARLIKE = re.compile(r"(?:1[89]|20)\d\d|\d[/.]\d{1,2}[/.]\d\d|\d:\d\d")


class Signed(Record, frozen=True):
    """Names found: who, on which lines, by what rule, and how well they stand there."""

    names: tuple[str, ...]
    lines: tuple[int, ...]
    rule: str
    weight: float


def byline(
    lines: Sequence[str], body: Sequence[int], headline: int, config: CleanConfig
) -> FieldValue[tuple[str, ...]]:
    """The authors; `body` holds the indices of the running text in order, `headline` that of the title (-1: none).

    >>> lines = ["Talks resumed", "By Anna Lind and Per Holm, Reuters", "The ministers met."]
    >>> byline(lines, [2], 0, CleanConfig()).value
    ('Anna Lind', 'Per Holm')
    """
    end = body[PARAGRAPHS] if len(body) > PARAGRAPHS else (body[-1] if body else len(lines))
    found = [
        each
        for at in range(max(0, headline - 3), min(end, HEAD, len(lines)))
        for each in _at(lines, at, headline, config)
    ]
    best = max(found, key=lambda each: each.weight, default=None)
    if best is not None and best.weight > 0:
        return FieldValue(best.names, "text", best.rule, 0.9, best.lines)
    for at in (
        *body[-2:],
        *(range(body[-1] + 1, min(body[-1] + 1 + TAIL, len(lines))) if body else ()),
    ):
        if (match := _REPORTING.match(lines[at])) and (people := names(match[1])):
            return FieldValue(people, "text", "named at the end", 0.85)
    return unknown((), "no byline in the text")


def _at(lines: Sequence[str], at: int, headline: int, config: CleanConfig) -> Iterator[Signed]:
    line = lines[at]
    if (
        len(line) > LONGEST or at == headline or line.startswith(("— ", "– "))
    ):  # a dash opens the author of a quoted post
        return
    away = (
        (at - headline if at > headline else 4 * (headline - at)) / FADING
        if headline >= 0
        else at / FADING
    )
    low = line.lower()
    if ("by" in low or "author" in low) and _LABEL.fullmatch(line):
        people, used = _below(lines, at)
        if people:
            yield Signed(people, used, "name below “By”", 2.5 - away)
        return
    bare, dated = _undated(line, config)
    match = (
        ("by" in low and _BY.search(bare))
        or _ABROAD.match(bare)
        or ("told" in low and _TOLD.search(bare))
    )
    if match and match.start() and (not dated or _CREDIT.search(bare, 0, match.end())):
        return
    if match:
        if people := _people(bare[match.end() :], dated=dated):
            yield Signed(
                people,
                (at,),
                "name after “By”",
                (3.0 if dated else 2.5) - (0 if match.start() == 0 else 0.5) - away,
            )
        return
    if len(bare) > BARE or not (
        context := _context(lines, at, headline, dated=dated, config=config)
    ):
        return
    people = _people(bare, dated=False) if not _SPOKEN.search(bare) else ()
    if people and not (headline >= 0 and line == lines[headline]):
        yield Signed(people, (at,), "name beside the date or an office", context - away)


def _people(text: str, *, dated: bool) -> tuple[str, ...]:
    """The names at the beginning of `text`, agencies aside; one word alone is a name only where a date stands beside it."""
    text = _LINKS.sub("", text.strip(" ,|"))
    found = tuple(each for each in names(text) if not agency_name(each))
    if found or not dated or " " in text.strip() or not text[:1].isalpha():
        return found
    alone = text.strip(" ,|.-–—")
    return (
        (alone,)
        if 3 <= len(alone) <= 25 and not agency_name(alone) and name(f"{alone} {alone}")
        else ()
    )


def _below(lines: Sequence[str], at: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The names on the lines below a label, as long as each but the last ends in a comma or `and`."""
    people: list[str] = []
    used = [at]
    for below in range(at + 1, min(at + 9, len(lines))):
        line = re.sub(r"^by[:\s]+", "", lines[below], flags=re.IGNORECASE)
        more = _people(re.sub(r"\d", "", line).strip(" ,&"), dated=False)
        if not more or len(line) > LONGEST:
            break
        people.extend(more)
        used.append(below)
        if not lines[below].rstrip().endswith((",", "&", " and")):
            break
    return tuple(dict.fromkeys(people)), tuple(used)


def _undated(line: str, config: CleanConfig) -> tuple[str, bool]:
    """`line` without its dates and reading times, and whether it had any."""
    if not _FIGURE.search(line):
        return line.strip(_AROUND), False
    bare = _READ.sub(" | ", line)
    if _YEARLIKE.search(bare):
        for day in reversed(list(days(bare, config))):
            bare = bare[: day.start] + " | " + bare[day.end :]
    return bare.strip(_AROUND), bare != line


def _context(
    lines: Sequence[str], at: int, headline: int, *, dated: bool, config: CleanConfig
) -> float:
    """How much what stands beside a bare name speaks for its being the author's, 0 where nothing does."""
    if dated:
        return 2.0
    before = lines[at - 1] if at else ""
    after = lines[at + 1] if at + 1 < len(lines) else ""
    if _is_dated(after, config) or (_is_dated(before, config)):
        return 1.8
    if (len(after) < 60 and _is_office(after)) or _is_office(lines[at]):
        return 1.5
    if after == lines[at]:
        return 1.3
    if before and at == headline + 1 and _OUTLET.search(lines[at]):
        return 1.2
    return 0.0


def _is_dated(line: str, config: CleanConfig) -> bool:
    return (
        0 < len(line) <= 90
        and _FIGURE.search(line) is not None
        and bool(
            _READ.match(line)
            or (_YEARLIKE.search(line) and next(days(line, config), None) is not None)
        )
    )


def _is_office(line: str) -> bool:
    return any(map(line.lower().__contains__, _OFFICES)) and _OFFICE.search(line) is not None
