"""When a report was published, as far as its text says: full dates in the lines above the body and right below it, told from dates of
updates, comments, other reports and the events themselves. A guess is worse than "unknown"."""

import re
from collections.abc import Sequence

from newsgen.clean.calendar import Day, days, nearest_year
from newsgen.clean.dateline import Dateline
from newsgen.clean.evidence import Found, unknown
from newsgen.config import CleanConfig
from newsgen.model import Published, Record

HEAD = 60
"""Lines from the top among which a date is looked for, as long as they are above the body."""
SHORT = 160
"""Characters of a line that may be a date line; a longer one is text."""

_PUBLISHED = re.compile(
    r"publi|posted|created|first|veröffentlicht|erstellt|stand|date\b|datum|fecha|data\b|on\b|pubblicato|gepubliceerd|yayın", re.IGNORECASE
)
_UPDATED = re.compile(r"updat|modif|edited|last\s|aktualisiert|mis à jour|actualiz|aggiorn|bijgewerkt|uppdater|güncelle|atualiz", re.IGNORECASE)
_YEARLIKE = re.compile(r"(?:1[89]|20)\d\d|\d[/.]\d{1,2}[/.]\d\d")
_WORD = re.compile(r"[^\W\d_]{2,}")


class Stated(Record, frozen=True):
    """A date of a date line: the line's index, the value, whether it is called an update."""

    line: int
    published: Published
    updated: bool


def published(lines: Sequence[str], body: tuple[int, int], filed: Dateline | None, config: CleanConfig) -> Found[Published | None]:
    """The date of publication. `body` holds the indices of the first and last line of running text, `filed` the dateline."""
    stated = [each for at in _looked_at(lines, body) for each in _line(lines, at, config)]
    if filed is not None and filed.month and not stated:
        return _from_dateline(filed, [])
    for each in stated:
        if not each.updated:
            return Found(each.published, "text", "date line", 0.9, (each.line,))
    if filed is not None and filed.month:
        return _from_dateline(filed, [each.published.date for each in stated])
    if stated:
        return Found(stated[0].published, "text", "date of the update, the only one stated", 0.6, (stated[0].line,))
    return unknown(None, "no date in the text")


def _looked_at(lines: Sequence[str], body: tuple[int, int]) -> list[int]:
    first, last = body
    return [*range(min(first, HEAD, len(lines))), *range(last + 1, min(last + 4, len(lines)))]


def _line(lines: Sequence[str], at: int, config: CleanConfig) -> list[Stated]:
    line = lines[at]
    if len(line) > SHORT or not _YEARLIKE.search(line):
        return []
    found = list(days(line, config))
    rest = _without(line, found)
    if len(_WORD.findall(rest)) > 8:
        return []
    stated = []
    start = 0
    for day in found:
        before = line[start : day.start]
        stated.append(Stated(at, day.published, bool(_UPDATED.search(before)) and not _PUBLISHED.search(before)))
        start = day.end
    return stated


def _without(line: str, found: list[Day]) -> str:
    for day in reversed(found):
        line = line[: day.start] + " " + line[day.end :]
    return line


def _from_dateline(filed: Dateline, others: list[str]) -> Found[Published | None]:
    if filed.year:
        return Found(Published(f"{filed.year:04}-{filed.month:02}-{filed.day:02}", "day"), "dateline", "day and year of the dateline", 0.95)
    if near := nearest_year(filed.month, filed.day, others):
        return Found(Published(near, "day"), "dateline", "day of the dateline, in the year nearest another date of the text", 0.9)
    return unknown(None, "the dateline gives a day but no year")
