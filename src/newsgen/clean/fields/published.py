"""When a report was published, as far as its text says: full dates in the lines above the body and right below it, told from dates of
updates, comments, other reports and the events themselves. A guess is worse than "unknown"."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from msgspec.structs import replace

from newsgen.clean.evidence import FieldValue, unknown
from newsgen.clean.fields.date_expressions import YEARLIKE, Day, days, nearest_year
from newsgen.clean.fields.dateline import Dateline
from newsgen.clean.fields.headline_features import looks_a_headline
from newsgen.clean.fields.person_names import names
from newsgen.clean.fields.times import at_home, on_any_clock
from newsgen.config import CleanConfig
from newsgen.model import Published, Record
from newsgen.text.tables import rows

HEAD = 160
"""Lines from the top among which a date is looked for at most."""
PARAGRAPHS = 3
"""Paragraphs of running text between which a date line may stand: a dek or an appeal is often longer than a line."""
TAIL = 3
"""Lines below the body among which a date is looked for."""
SHORT = 160
"""Characters of a line that may be a date line; a longer one is text."""
OTHER_WORDS = 8
"""Words beside its dates that a date line has at most; twice as many below a byline's `By`, half as many where it ends like a sentence."""
SIGNED = 3.0
"""What a byline on the same line adds to the fit of a date."""
NEAR = 4
"""Lines below the headline within which dek and byline may stand above the date."""
OTHERS = 1.5
"""What a headline right above it, which is not the report's own, takes from the fit of a date."""
ILL = 0.0
"""The fit below which a date is another report's."""
AROUND = 3
"""Lines above and below a date among which the place, the price or the tickets of an event tell whose date it is."""
LABEL = 60
"""Characters of a line that tells so at most; a longer one is text."""

Role = Literal["published", "updated", "last", "event", "page", ""]
"""What a date is the date of: the publication, an update, the last of several updates, an event, the reading of the page; empty: not said."""

_PUBLISHED = re.compile(
    r"publi|posted|created|first|veröffentlicht|erstellt|stand|date\b|datum|fecha|data\b|pubblicato|gepubliceerd|yayın",
    re.IGNORECASE,
)
_BY = re.compile(r"by[\s:]", re.IGNORECASE)
_UPDATED = re.compile(
    r"updat|modif|edited|last\s|aktualisiert|mis à jour|actualiz|aggiorn|bijgewerkt|uppdater|güncelle|atualiz",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\blast\s|zuletzt|dernière|últim|ultim[oa]\s|laatst|senast|sist\s|son\s", re.IGNORECASE
)
_DATE_LABEL = re.compile(r"dat(?:e|um|a)\b|fecha", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")


class Stated(Record, frozen=True):
    """A date of a date line: the line's index, the value, what it is called, how well its place fits the date of publication, whether the
    line says nothing else (such a line is no body, whatever date was chosen), and whether it has a time without a known zone."""

    line: int
    published: Published
    role: Role
    fit: float
    bare: bool
    unzoned: bool


def published(
    lines: Sequence[str],
    body: Sequence[int],
    headline: int,
    filed: Dateline | None,
    config: CleanConfig,
) -> FieldValue[Published | None]:
    """The date of publication. `body` holds the indices of the running text in order, `headline` that of the title (-1: none)."""
    dated = [
        at
        for at in _looked_at(lines, body)
        if len(lines[at]) <= SHORT and YEARLIKE.search(lines[at])
    ]
    stated = [each for at in dated for each in _line(lines, at, headline, body, config)]
    bare = tuple(dict.fromkeys(each.line for each in stated if each.bare))
    found = _chosen(
        [each for each in stated if each.fit >= ILL or each.role in _OF_ELSE], filed, config
    )
    return replace(found, used=tuple(dict.fromkeys((*found.used, *bare))))


def _chosen(
    stated: Sequence[Stated], filed: Dateline | None, config: CleanConfig
) -> FieldValue[Published | None]:
    if filed is not None and filed.month and filed.year:
        return _from_dateline(filed, [])
    best = max(stated, key=lambda each: each.fit, default=None)
    if best is not None and best.role not in _OF_ELSE:
        return _dated(best, filed, config, "date line", 0.9 if best.role else 0.85)
    if filed is not None and filed.month:
        return _from_dateline(filed, [each.published.date for each in stated])
    if (
        best is not None and best.role == "updated" and best.published.precision == "time"
    ):  # a desk's, the same day in 8 of 8; a bare day in 2 of 5
        return _dated(best, filed, config, "date of the update, the only one stated", 0.6)
    if best is not None:
        return unknown(None, _OF_ELSE[best.role])
    return unknown(None, "no date in the text")


def _dated(
    best: Stated, filed: Dateline | None, config: CleanConfig, rule: str, confidence: float
) -> FieldValue[Published | None]:
    """The date chosen, as far as it holds on the archive's clock; a dateline tells the day that a time without its zone leaves open."""
    known = on_any_clock(best.published, config) if best.unzoned else best.published
    if known == best.published:
        return FieldValue(known, "text", rule, confidence, (best.line,))
    if filed is not None and filed.month:
        return _from_dateline(filed, [best.published.date])
    if known is None:
        return replace(unknown(None, _OPEN), used=(best.line,))
    return FieldValue(known, "text", f"{rule}: {_OPEN}", confidence, (best.line,))


_OPEN = "a time of the night without its zone, which leaves the day open (the setting timezone settles it)"


def _looked_at(lines: Sequence[str], body: Sequence[int]) -> list[int]:
    """Lines above the body and between its first paragraphs, and right below it."""
    if not body:
        return list(range(min(HEAD, len(lines))))
    end = body[PARAGRAPHS] if len(body) > PARAGRAPHS else body[-1]
    below = range(max(end, body[-1]) + 1, min(body[-1] + 1 + TAIL, len(lines)))
    return [*range(min(end, HEAD, len(lines))), *below]


def _line(
    lines: Sequence[str], at: int, headline: int, body: Sequence[int], config: CleanConfig
) -> list[Stated]:
    line = lines[at]
    if line[-1] in ",;" or not (found := list(days(line, config))):
        return []
    others = len(_WORD.findall(_without(line, found)))
    if (
        others and line[0] in "-•*—"
    ):  # an item of a list ("- 8 pct bonds due July 1, 1990"), the author of a quoted post
        return []
    signed = bool(_BY.match(line))
    if others > OTHER_WORDS * (2 if signed else 0.5 if line.endswith(".") else 1):
        return []
    place = _fit(at, headline, body) - 0.1 * others + (SIGNED if signed else 0)
    if _is_below_another(lines, at, headline, body):
        place -= OTHERS
    of_else: Role = (
        ""
        if signed
        else "event"
        if _is_event(lines, at, found)
        else "page"
        if at < headline and _is_a_clock(line, found)
        else ""
    )
    stated: list[Stated] = []
    start = 0
    for day in found:
        before = line[start : day.start]
        role = _role(before, of_else)
        stated.append(
            Stated(
                at,
                at_home(day.published, config),
                role,
                place + _CALLED[role] - 0.01 * len(stated),
                not others,
                day.unzoned,
            )
        )
        start = day.end
    return stated


_CALLED: dict[Role, float] = {
    "published": 1.0,
    "updated": -3.0,
    "last": -3.5,
    "event": -4.0,
    "page": -4.0,
    "": 0.0,
}
_OF_ELSE: dict[Role, str] = {
    "updated": "the text says when it was updated, not when it was published",
    "last": "the text says when it was last updated, not when it was published",
    "event": "the date in the text is that of an event or a deadline",
    "page": "the date above the headline may be that of the day on which the page was read",
}
"""Dates that are not of publication, with what is said where no other is stated."""


def _role(before: str, of_else: Role) -> Role:
    """What the words right before a date call it; `of_else` is what its place makes of it where they do not name the publication outright
    (`Date:` is on posters, too)."""
    named: Role = "published" if _PUBLISHED.search(before) else ""
    if _UPDATED.search(before):
        named = "last" if _LAST.search(before) else "updated"
    return of_else if of_else and (named != "published" or _DATE_LABEL.search(before)) else named


def _is_below_another(lines: Sequence[str], at: int, headline: int, body: Sequence[int]) -> bool:
    """True where right above the date stands the headline of another report, and below it not the author above the running text."""
    if (
        at - headline <= NEAR
        or headline == at - 1
        or not looks_a_headline(lines[at - 1])
        or names(lines[at - 1])
    ):
        return False
    return not body or body[0] != at + 2 or not (_BY.match(lines[at + 1]) or names(lines[at + 1]))


def _is_event(lines: Sequence[str], at: int, found: list[Day]) -> bool:
    """True where the line itself (`When: ...`) or, for a date with its hour, a short line close by is of a kind that announcements have: place,
    price, tickets. An event has its hour; a day beside a button for tickets is a review's."""
    around = AROUND if found[0].published.precision == "time" else 0
    near = lines[max(0, at - around) : at + around + 1]
    return any(len(line) <= LABEL and line.lower().startswith(_events()) for line in near)


def _is_a_clock(line: str, found: list[Day]) -> bool:
    """True for a weekday and a day and nothing else: above a headline that is a page's clock, which shows the day of its reading (3 of 3)."""
    words = _WORD.findall(_without(line, found))
    return (
        bool(words)
        and found[0].published.precision == "day"
        and all(word.lower() in _weekdays() for word in words)
    )


@cache
def _events() -> tuple[str, ...]:
    return tuple(rows("newsgen.clean", "events.txt"))


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(
        name for line in rows("newsgen.clean", "weekdays.txt") for name in line.split()
    )


def _fit(at: int, headline: int, body: Sequence[int]) -> float:
    """How well a date line stands here: best right below the headline, ill above it, worse below the body."""
    if body and at > body[-1]:
        return -0.5
    if headline < 0:
        return 1.0 - min(abs(at - body[0]), 40) / 40 if body else 0.5
    if at > headline:
        return 2.0 - (at - headline) / 10
    return 1.5 - (headline - at) / 8


def _without(line: str, found: list[Day]) -> str:
    for day in reversed(found):
        line = line[: day.start] + " " + line[day.end :]
    return line


def _from_dateline(filed: Dateline, others: list[str]) -> FieldValue[Published | None]:
    if filed.year:
        return FieldValue(
            Published(f"{filed.year:04}-{filed.month:02}-{filed.day:02}", "day"),
            "dateline",
            "day and year of the dateline",
            0.95,
        )
    if near := nearest_year(filed.month, filed.day, others):
        return FieldValue(
            Published(near, "day"),
            "dateline",
            "day of the dateline, in the year nearest another date of the text",
            0.9,
        )
    return unknown(None, "the dateline gives a day but no year")
