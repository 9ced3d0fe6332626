"""Dates as people and machines print them, read into ISO 8601 to the precision that is known – and refused where they cannot be.

A date keeps the day that was printed: a time carries its offset instead of being moved to UTC, where it might fall on the next day.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache

from msgspec.structs import replace

from newsgen.clean.fields.times import ClockTime, clock_time, is_day_first, is_zoned, stamp
from newsgen.config import CleanConfig
from newsgen.model import Published, Record
from newsgen.text.patterns import late
from newsgen.text.tables import rows

YEARS = range(1600, 2101)
"""Years that a date may have; a number outside is something else."""

NEWS_YEARS = range(1800, 2101)
YEARLIKE = re.compile(r"\d(?:(?<=1)[89]\d\d|(?<=2)0\d\d|[/.]\d{1,2}[/.]\d\d)")
"""What every full date has: a year, or figures between slashes or stops. Begins with a class, so that lines without figures are passed quickly."""
LINES = 256
"""Lines whose dates are remembered: byline and date are sought on the same ones."""

DAYS = 4096
"""Days whose print is remembered: many articles are of one day."""


class PrintedDate(Record, frozen=True):
    """A date found in a text: the value, where its print begins and ends, and whether it has a time without a zone that is known."""

    published: Published
    start: int
    end: int
    unzoned: bool


def stated_date(text: str, config: CleanConfig) -> Published | None:
    """The date that a container states, `2021-05-05T14:00:00Z`, `Wed, 05 May 2021 14:00:00 GMT`, `5 May 2021`, `2021-05` or `2021`;
    None where it is none, or is impossible (`2021-02-31`).

    >>> stated_date("2021-05-05", CleanConfig()), stated_date("2021-02-31", CleanConfig())
    (Published(date='2021-05-05', precision='day'), None)
    >>> stated_date("Wed, 05 May 2021 14:00:00 GMT", CleanConfig()).date
    '2021-05-05T14:00:00Z'
    """
    stated = text.strip()[:80]
    if len(stated) == _ISO and (day := _iso_day(stated)):
        return day
    if match := _PARTIAL.fullmatch(stated):
        return _partial(match)
    if _EPOCH.fullmatch(stated):
        return _epoch(stated)
    found = next(printed_dates(stated, config), None)
    return (
        found.published
        if found is not None and found.start <= _LEAD and not _DIGIT.search(stated, found.end)
        else None
    )


def printed_dates(text: str, config: CleanConfig) -> Iterator[PrintedDate]:
    """The full dates (day, month and year) that stand in `text`, in order, each with its time where one follows or precedes it.

    >>> [day.published.date for day in printed_dates("Published 5 May 2021 14:30 BST, updated Nov. 19, 2021", CleanConfig())]
    ['2021-05-05T14:30:00+01:00', '2021-11-19']
    """
    return iter(
        _printed_dates(text, config.timezone, config.day_first) if YEARLIKE.search(text) else ()
    )


def in_language(config: CleanConfig, lang: str) -> CleanConfig:
    """`config` as it reads a text in the language `lang`: 03/04/2021 is 3 April wherever nobody writes the month first.

    >>> in_language(CleanConfig(), "fr").day_first, in_language(CleanConfig(), "en").day_first
    (True, None)
    """
    return (
        replace(config, day_first=True)
        if config.day_first is None and lang in _day_first()
        else config
    )


def month(word: str) -> int:
    """The number of the month that `word` names, 0 for none.

    >>> month("Sept."), month("mai"), month("Blinken")
    (9, 5, 0)
    """
    return _months().get(word.rstrip(".").lower(), 0)


def nearest_year(month_number: int, day_number: int, others: list[str]) -> str:
    """The ISO day in the year that brings it nearest one of the ISO dates `others`; empty where there are none or it is no day.

    A wire's dateline day is its transmission day in 97 % and within a day in 99.6 % (18,951 wires), so the nearest year is the right one.

    >>> nearest_year(12, 31, ["2022-01-01"])
    '2021-12-31'
    """
    best: tuple[int, str] | None = None
    for other in others:
        base = date.fromisoformat(other[:10])
        for year in (base.year - 1, base.year, base.year + 1):
            made = _made(year, month_number, day_number)
            if made is not None and (
                best is None or (abs((made - base).days), made.isoformat()) < best
            ):
                best = (abs((made - base).days), made.isoformat())
    return best[1] if best else ""


_LEAD = 24
_DIGIT = re.compile(r"\d{3,}")
_ISO = len("2021-05-05")
_ISO_DAY = re.compile(r"(?:1[89]|20)[0-9][0-9]-[0-9][0-9]-[0-9][0-9]")
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{1,2}))?")
_EPOCH = re.compile(r"-?\d{9,13}")
_JOIN = late(r"(?:T|\s*(?:,|\||at|@|–|-|/|•|·|um|à|alle|ore|a las|às|kl\.?|o)?\s*)", re.IGNORECASE)
_BEFORE = late(
    r"(\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*(?-i:[A-Z]{2,4})?)[\s,|–-]*(?:on\s+)?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+)?$",
    re.IGNORECASE,
)


_YEAR = r"(?:1[89]|20)\d\d"
_DATE = late(
    rf"(?<![\d/.-])(?P<y1>{_YEAR})(?P<s1>[-/.])(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}})(?!\d)"
    rf"|(?<![^\W\d_])(?P<mn2>[^\W\d_]{{3,40}})\.?\s{{0,3}}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?,\s?|\s|\.\s?)\s?(?P<y2>{_YEAR})"
    rf"|(?<!\d)(?P<d3>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|°)?\.?[\s-]{{0,3}}(?:(?:de|of|di|d')\s)?"
    rf"(?P<mn3>[^\W\d_]{{3,14}})\.?,?[\s-]{{0,3}}(?:(?:de|del|of)\s)?(?P<y3>{_YEAR})"
    rf"|(?<![\d/.-])(?P<a4>\d{{1,2}})(?P<s4>[-/.])(?P<b4>\d{{1,2}})(?P=s4)(?P<y4>{_YEAR}|\d\d)(?![\d/]|[.-]\d)"
    rf"|(?P<y5>{_YEAR})\s?[年년]\s?(?P<m5>\d{{1,2}})\s?[月월]\s?(?P<d5>\d{{1,2}})\s?[日일]"
    rf"|(?P<y6>{_YEAR})\.\s(?P<m6>\d{{1,2}})\.\s(?P<d6>\d{{1,2}})",
    re.IGNORECASE,
)
"""Every printed order of day, month and year; what stands for a month is looked up afterwards."""
_GLUED = late(
    r"(?<=[a-z])(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$"
    r"|(?<=[A-Z])(?:January|February|March|April|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$"
)
"""An English month glued to the word before (`EdelsteinDecember 22`, `Desirée ODec. 18`)."""


@lru_cache(maxsize=LINES)
def _printed_dates(text: str, home: str, day_first: bool | None) -> tuple[PrintedDate, ...]:  # noqa: FBT001 – an argument of a cache
    found: list[PrintedDate] = []
    floor = 0
    for match in _DATE.finditer(text):
        clock, start, end = _beside(text, match, floor)
        if (day := _day(match, clock, day_first)) is None:
            continue
        floor = end
        if clock is None:
            found.append(PrintedDate(Published(day.isoformat(), "day"), start, end, unzoned=False))
        else:
            found.append(
                PrintedDate(
                    Published(stamp(day, clock, home), "time"),
                    start,
                    end,
                    unzoned=not is_zoned(clock),
                )
            )
    return tuple(found)


@lru_cache(maxsize=DAYS)
def _iso_day(stated: str) -> Published | None:
    day = (
        _made(int(stated[:4]), int(stated[5:7]), int(stated[8:]))
        if _ISO_DAY.fullmatch(stated)
        else None
    )
    return Published(day.isoformat(), "day") if day else None


@cache
def _months() -> dict[str, int]:
    table = (line.split("	") for line in rows("newsgen.clean", "months.tsv"))
    return {name: int(number) for number, names in table for name in names.split()}


@cache
def _day_first() -> frozenset[str]:
    return frozenset(rows("newsgen.clean", "day_first.txt"))


def _day(match: re.Match[str], clock: ClockTime | None, day_first: bool | None) -> date | None:  # noqa: FBT001 – the archive's setting
    for n in "23":
        if word := match[f"mn{n}"]:
            glued = _GLUED.search(word) if n == "2" and not month(word) else None
            number = month(glued[0] if glued else word)
            return _made(int(match[f"y{n}"]), number, int(match[f"d{n}"])) if number else None
    if match["a4"]:
        return _numeric(match, clock, day_first)
    n = next(n for n in "156" if match[f"y{n}"])
    return _made(int(match[f"y{n}"]), int(match[f"m{n}"]), int(match[f"d{n}"]))


def _numeric(match: re.Match[str], clock: ClockTime | None, day_first: bool | None) -> date | None:  # noqa: FBT001 – the archive's setting
    """03/04/2021: settled by a number above 12, by stops (day first wherever they are used), by the archive's setting or the text's language, by
    the zone beside its time; else unknown. A year of two figures needs slashes, or stops and a time."""
    first, second, year, separator = int(match["a4"]), int(match["b4"]), match["y4"], match["s4"]
    if len(year) == 2 and (separator == "-" or (separator == "." and clock is None)):
        return None
    whole = (
        int(year) if len(year) == 4 else 2000 + int(year) if int(year) < 70 else 1900 + int(year)
    )
    if first > 12 or separator == "." or first == second:
        return _made(whole, second, first)
    if second > 12:
        return _made(whole, first, second)
    order = is_day_first(clock) if day_first is None and clock else day_first
    if order is None:
        return None
    return _made(whole, second, first) if order else _made(whole, first, second)


def _made(year: int, month_number: int, day_number: int) -> date | None:
    if year not in YEARS:
        return None
    try:
        return date(year, month_number, day_number)
    except ValueError:
        return None


def _beside(text: str, match: re.Match[str], floor: int) -> tuple[ClockTime | None, int, int]:
    """The time that follows a date (`, 14:30 BST`) or stands before it (`8:00 PM EST, Tue December 19, 2023`), and where both begin and end."""
    start, end = _start(match), match.end()
    joined = _JOIN.match(text, end)
    if (after := clock_time(text, joined.end() if joined else end)) is not None:
        return after, start, after.end
    before = _BEFORE.search(text, max(floor, start - 40), start)
    if before is not None and (clock := clock_time(before[1], 0)) is not None:
        return clock, before.start(), end
    return None, start, end


def _start(match: re.Match[str]) -> int:
    """Where the date begins: the month, where it is glued to the word before."""
    word = match["mn2"]
    glued = _GLUED.search(word) if word and not month(word) else None
    return match.start() + (glued.start() if glued else 0)


def _partial(match: re.Match[str]) -> Published | None:
    year, month_number = int(match[1]), int(match[2] or 1)
    if year not in YEARS or not 1 <= month_number <= 12:
        return None
    return (
        Published(f"{year:04}-{month_number:02}", "month")
        if match[2]
        else Published(f"{year:04}", "year")
    )


def _epoch(stated: str) -> Published | None:
    """Seconds, or from 12 digits on milliseconds, since 1970."""
    seconds = int(stated) // (1000 if len(stated.lstrip("-")) >= 12 else 1)
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return Published(moment.isoformat().replace("+00:00", "Z"), "time")
