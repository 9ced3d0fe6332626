"""Finds when a report was published, as far as its text says: in a date line above the body or
right below it, or in the dateline.

Dates of updates, comments, other reports and the events themselves stand there, too, and are told
apart. A guess is worse than "unknown".
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from msgspec.structs import replace

from newsgen.clean.evidence import FieldValue, unknown
from newsgen.clean.fields.date_expressions import (
    YEARLIKE,
    PrintedDate,
    nearest_year,
    printed_dates,
)
from newsgen.clean.fields.dateline import Dateline
from newsgen.clean.fields.headline_features import looks_a_headline
from newsgen.clean.fields.person_names import person_names
from newsgen.clean.fields.times import at_home, on_any_clock
from newsgen.config import CleanConfig
from newsgen.model import Published, Record
from newsgen.text.tables import rows

HEAD = 160
"""Most lines from the top among which a date is looked for."""
PARAGRAPHS = 3
"""Paragraphs of running text between which a date line may stand: a dek or an appeal is often longer
than a line."""
TAIL = 3
"""Lines below the body among which a date is looked for."""
SHORT = 160
"""Most characters of a date line; a longer line is text."""
OTHER_WORDS = 8
"""Most words of a date line beside its dates."""
IN_BYLINE = 2.0
"""How many times as many a byline may have, which begins with "By"."""
IN_SENTENCE = 0.5
"""How many times as many a line may have that ends in a stop."""
NEAR = 4
"""Lines below the headline within which dek and byline may stand above the date."""
AROUND = 3
"""Lines above and below a date among which the place, the price or the tickets of an event tell
whose date it is."""
LABEL = 60
"""Most characters of a line that tells so; a longer line is text."""

SIGNED = 3.0
"""What a byline on the same line adds to the fit of a date."""
OTHER_WORD = 0.1
"""What each word beside the dates of a line takes from their fit."""
LATER = 0.01
"""What each date before it on the same line takes from the fit of a date."""
OTHER_HEADLINE = 1.5
"""What a headline right above it, which is not the report's own, takes from the fit of a date."""
BELOW_BODY = -0.5
"""The fit of a date line below the body."""
RIGHT_BELOW = 2.0
"""The fit right below the headline; it fades to 1 within ten lines."""
RIGHT_ABOVE = 1.5
"""The fit right above the headline; it fades to 0.5 within eight lines."""
FAR = 40
"""Lines from the body at which, without a headline, a date has a fit of 0."""
WORST_FIT = 0.0
"""The fit below which a date is another report's."""

Role = Literal["published", "updated", "last", "event", "page", ""]
"""What a date is the date of: the publication, an update, the last of several updates, an event, the
reading of the page; empty where nothing says so."""

_PUBLISHED = re.compile(
    r"publi|posted|created|first|veröffentlicht|erstellt|stand|date\b|datum|fecha|data\b|pubblicato"
    r"|gepubliceerd|yayın",
    re.IGNORECASE,
)
_BY = re.compile(r"by[\s:]", re.IGNORECASE)
_UPDATED = re.compile(
    r"updat|modif|edited|last\s|aktualisiert|mis à jour|actualiz|aggiorn|bijgewerkt|uppdater"
    r"|güncelle|atualiz",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\blast\s|zuletzt|dernière|últim|ultim[oa]\s|laatst|senast|sist\s|son\s", re.IGNORECASE
)
_DATE_LABEL = re.compile(r"dat(?:e|um|a)\b|fecha", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")


class DateCandidate(Record, frozen=True):
    """A date that may be that of publication: the index of its line, its value, what it is the date
    of, how well its place fits, whether its line says nothing else (such a line is no body,
    whatever date is chosen), and whether it has a time whose zone is not known."""

    line: int
    published: Published
    role: Role
    fit: float
    bare: bool
    unzoned: bool


class _DatedText(NamedTuple):
    """A text whose date is sought: `body` holds the indices of the running text in order,
    `headline` is that of the title (-1: none)."""

    lines: Sequence[str]
    body: Sequence[int]
    headline: int
    config: CleanConfig


def publication_date(
    lines: Sequence[str],
    body: Sequence[int],
    headline: int,
    filed: Dateline | None,
    config: CleanConfig,
) -> FieldValue[Published | None]:
    """The date of publication. `body` holds the indices of the running text in order, `headline`
    that of the title (-1: none), `filed` is the dateline.

    >>> lines = ["Talks resumed", "5 May 2021", "The ministers met."]
    >>> publication_date(lines, [2], 0, None, CleanConfig()).value
    Published(date='2021-05-05', precision='day')
    """
    text = _DatedText(lines, body, headline, config)
    candidates: list[DateCandidate] = []
    for index in _looked_at(lines, body):
        line = lines[index]
        if len(line) <= SHORT and YEARLIKE.search(line):
            candidates.extend(_candidates(text, index))
    fitting = [each for each in candidates if each.fit >= WORST_FIT or each.role in _NOT_PUBLISHED]
    chosen = _chosen(fitting, filed, config)
    bare = [each.line for each in candidates if each.bare]
    return replace(chosen, used=tuple(dict.fromkeys((*chosen.used, *bare))))


def _looked_at(lines: Sequence[str], body: Sequence[int]) -> Sequence[int]:
    """The indices of the lines above the body and between its first paragraphs, and right below."""
    count = len(lines)
    if not body:
        return range(min(HEAD, count))
    last = body[-1]
    end = body[PARAGRAPHS] if len(body) > PARAGRAPHS else last
    above = range(min(end, HEAD, count))
    below = range(last + 1, min(last + 1 + TAIL, count))
    return [*above, *below]


def _chosen(
    candidates: Sequence[DateCandidate], filed: Dateline | None, config: CleanConfig
) -> FieldValue[Published | None]:
    """The date of publication among `candidates` and the dateline's; why there is none, where
    there is none."""
    has_day = filed is not None and filed.month > 0
    if filed is not None and has_day and filed.year:
        return _from_dateline(filed, [])
    best = max(candidates, key=lambda each: each.fit, default=None)
    if best is not None and best.role not in _NOT_PUBLISHED:
        confidence = 0.9 if best.role else 0.85
        return _dated(best, filed, config, "date line", confidence)
    if filed is not None and has_day:
        return _from_dateline(filed, [each.published.date for each in candidates])
    if best is None:
        return unknown(None, "no date in the text")
    # An update with its time was on the day of publication in 8 of 8 texts, one without in 2 of 5.
    has_time = best.published.precision == "time"
    if best.role == "updated" and has_time:
        rule = "date of the update, the only one stated"
        return _dated(best, filed, config, rule, 0.6)
    return unknown(None, _NOT_PUBLISHED[best.role])


def _dated(
    best: DateCandidate, filed: Dateline | None, config: CleanConfig, rule: str, confidence: float
) -> FieldValue[Published | None]:
    """The chosen date, as far as it holds on the archive's clock; a dateline tells the day that a
    time without its zone leaves open."""
    stated, used = best.published, (best.line,)
    sure = on_any_clock(stated, config) if best.unzoned else stated
    if sure == stated:
        return FieldValue(sure, "text", rule, confidence, used)
    if filed is not None and filed.month:
        return _from_dateline(filed, [stated.date])
    if sure is None:
        return replace(unknown(None, _OPEN), used=used)
    return FieldValue(sure, "text", f"{rule}: {_OPEN}", confidence, used)


_OPEN = (
    "a time of the night without its zone, which leaves the day open "
    "(the setting timezone settles it)"
)
"""Why a date is not used, or not as precisely as it is printed; in words for a reader."""


def _from_dateline(filed: Dateline, others: Sequence[str]) -> FieldValue[Published | None]:
    """The day of the dateline, whose year, where none is printed, is that nearest the ISO dates
    `others` of the text."""
    if filed.year:
        day = f"{filed.year:04}-{filed.month:02}-{filed.day:02}"
        rule = "day and year of the dateline"
        return FieldValue(Published(day, "day"), "dateline", rule, 0.95)
    nearest = nearest_year(filed.month, filed.day, others)
    if not nearest:
        return unknown(None, "the dateline gives a day but no year")
    rule = "day of the dateline, in the year nearest another date of the text"
    return FieldValue(Published(nearest, "day"), "dateline", rule, 0.9)


def _candidates(text: _DatedText, index: int) -> list[DateCandidate]:
    """The dates of line `index`, none where the line is no date line."""
    line = text.lines[index]
    if line[-1] in ",;":
        return []
    dates = list(printed_dates(line, text.config))
    if not dates:
        return []
    words = len(_WORD.findall(_without(line, dates)))
    if not _is_date_line(line, words):
        return []
    fit = _line_fit(text, index, words)
    place_role = _role_by_place(text, index, dates)
    candidates: list[DateCandidate] = []
    start = 0
    for date in dates:
        role = _role(line[start : date.start], place_role)
        candidates.append(
            DateCandidate(
                line=index,
                published=at_home(date.published, text.config),
                role=role,
                fit=fit + _CALLED[role] - LATER * len(candidates),
                bare=not words,
                unzoned=date.unzoned,
            )
        )
        start = date.end
    return candidates


def _is_date_line(line: str, words: int) -> bool:
    """True where a line with `words` words beside its dates is short enough for a date line, and no
    item of a list ("- 8 pct bonds due July 1, 1990") nor the author of a quoted post."""
    if words and line[0] in "-•*—":
        return False
    most = float(OTHER_WORDS)
    if _BY.match(line):
        most *= IN_BYLINE
    elif line.endswith("."):
        most *= IN_SENTENCE
    return words <= most


def _line_fit(text: _DatedText, index: int, words: int) -> float:
    """How well the dates of a line, with `words` words beside them, fit the date of publication."""
    fit = _fit(text, index) - OTHER_WORD * words
    if _BY.match(text.lines[index]):
        fit += SIGNED
    if _is_below_another(text, index):
        fit -= OTHER_HEADLINE
    return fit


def _fit(text: _DatedText, index: int) -> float:
    """How well a date line stands here: best right below the headline, worse above it, ill below
    the body."""
    body, headline = text.body, text.headline
    if body and index > body[-1]:
        return BELOW_BODY
    if headline < 0:
        if not body:
            return 0.5
        distance = abs(index - body[0])
        return 1.0 - min(distance, FAR) / FAR
    if index > headline:
        return RIGHT_BELOW - (index - headline) / 10
    return RIGHT_ABOVE - (headline - index) / 8


def _is_below_another(text: _DatedText, index: int) -> bool:
    """True where right above the date stands the headline of another report, and right below it not
    the author above the running text."""
    lines, above, below = text.lines, index - 1, index + 1
    if index - text.headline <= NEAR or text.headline == above:
        return False
    if not looks_a_headline(lines[above]) or person_names(lines[above]):
        return False
    is_right_above_text = bool(text.body) and text.body[0] == below + 1
    if not is_right_above_text:
        return True
    signature = lines[below]
    return not (_BY.match(signature) or person_names(signature))


_CALLED: dict[Role, float] = {
    "published": 1.0,
    "updated": -3.0,
    "last": -3.5,
    "event": -4.0,
    "page": -4.0,
    "": 0.0,
}
"""What its role adds to the fit of a date."""
_NOT_PUBLISHED: dict[Role, str] = {
    "updated": "the text says when it was updated, not when it was published",
    "last": "the text says when it was last updated, not when it was published",
    "event": "the date in the text is that of an event or a deadline",
    "page": "the date above the headline may be that of the day on which the page was read",
}
"""The roles of dates that are not of publication, each with the reason that is given where the text
states no other date."""


def _role_by_place(text: _DatedText, index: int, dates: Sequence[PrintedDate]) -> Role:
    """What the place of a date line makes of its dates: an event's, a page's clock, or nothing."""
    line = text.lines[index]
    if _BY.match(line):
        return ""
    if _is_event(text.lines, index, dates):
        return "event"
    is_above = index < text.headline
    return "page" if is_above and _is_page_clock(line, dates) else ""


def _role(before: str, place_role: Role) -> Role:
    """What the words right before a date call it.

    `place_role`, where its place gives the date one, wins unless they name the publication
    outright; `Date:` does not, as it is on posters, too.
    """
    named: Role = "published" if _PUBLISHED.search(before) else ""
    if _UPDATED.search(before):
        named = "last" if _LAST.search(before) else "updated"
    if place_role and (named != "published" or _DATE_LABEL.search(before)):
        return place_role
    return named


def _is_event(lines: Sequence[str], index: int, dates: Sequence[PrintedDate]) -> bool:
    """True where the line itself (`When: ...`) or, for a date with its hour, a short line close by
    is of a kind that announcements have: place, price, tickets.

    An event has its hour; a day beside a button for tickets is a review's.
    """
    has_hour = dates[0].published.precision == "time"
    around = AROUND if has_hour else 0
    openings = _event_openings()
    start = max(0, index - around)
    for line in lines[start : index + around + 1]:
        if len(line) <= LABEL and line.lower().startswith(openings):
            return True
    return False


def _is_page_clock(line: str, dates: Sequence[PrintedDate]) -> bool:
    """True for a weekday and a day and nothing else: above a headline that is a page's clock, which
    shows the day on which the page was read (3 of 3)."""
    words = _WORD.findall(_without(line, dates))
    if not words or dates[0].published.precision != "day":
        return False
    weekdays = _weekdays()
    return all(word.lower() in weekdays for word in words)


def _without(line: str, dates: Sequence[PrintedDate]) -> str:
    """The line with a space in place of each date."""
    for date in reversed(dates):
        line = f"{line[: date.start]} {line[date.end :]}"
    return line


@cache
def _event_openings() -> tuple[str, ...]:
    """What the lines of an announcement begin with, in small letters."""
    openings = rows("newsgen.clean", "events.txt")
    return tuple(openings)


@cache
def _weekdays() -> frozenset[str]:
    """The names of the weekdays, in small letters."""
    names: set[str] = set()
    for row in rows("newsgen.clean", "weekdays.txt"):
        names.update(row.split())
    return frozenset(names)
