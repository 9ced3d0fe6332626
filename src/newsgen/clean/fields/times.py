"""Times of day as they are printed, the zones printed beside them, and the archive's own clock, by which its days are told."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from newsgen.config import CleanConfig
from newsgen.model import Precision, Published
from newsgen.text.patterns import late
from newsgen.text.tables import rows

EVENING, MORNING = 22, 4
"""The hours of the night, in which the day of a time printed without a zone is open: few newsrooms publish then, many clocks of servers show
that hour. 4 of 8 such times were of another day than the report's data or address said, and none of 73 at other hours."""


class ClockTime(NamedTuple):
    """A time of day: its numbers, the zone printed beside it as it stands (empty where none), and where its print ends."""

    hour: int
    minute: int
    second: int
    zone: str
    end: int


def clock_time(text: str, at: int) -> ClockTime | None:
    """The time of day that `text` prints from `at` on; None where the digits are none, or are midnight to the second, which is how machines
    write a day without a time.

    >>> clock_time("14:30 BST", 0), clock_time("8.03 pm", 0).hour, clock_time("00:00:00", 0), clock_time("2019", 0)
    (ClockTime(hour=14, minute=30, second=0, zone='BST', end=9), 20, None, None)
    """
    found = _TIME.match(text, at)
    if found is None or not (found["colon"] or found["half"]):
        return None
    hour, minute, second = int(found["hour"]), int(found["minute"] or 0), int(found["second"] or 0)
    if found["half"] and hour <= 12:
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    if hour > 23 or minute > 59 or second > 59 or not (hour or minute or second):
        return None
    return ClockTime(hour, minute, second, found["zone"] or "", found.end())


def stamp(day: date, found: ClockTime, home: str) -> str:
    """The ISO time stamp of a time on a day, with the offset of its zone or of `home`, the archive's.

    >>> stamp(date(2021, 5, 5), ClockTime(14, 30, 0, "BST", 9), "UTC")
    '2021-05-05T14:30:00+01:00'
    """
    zone = _zone(found.zone, day) or _home(home)
    return _iso(
        datetime(day.year, day.month, day.day, found.hour, found.minute, found.second, tzinfo=zone)
    )


def is_zoned(found: ClockTime) -> bool:
    """True where the zone printed beside a time is known.

    >>> [is_zoned(ClockTime(14, 30, 0, zone, 9)) for zone in ("BST", "+02:00", "UTC+1", "AMT", "")]
    [True, True, True, False, False]
    """
    return _zone(found.zone, date.min) is not None


def is_day_first(found: ClockTime) -> bool | None:
    """How 03/04/2021 is read beside a time: the month first where its zone is American, the day first where it is another region's; None for
    an offset and for UTC, which anyone prints.

    >>> [is_day_first(ClockTime(12, 15, 0, zone, 8)) for zone in ("PT", "CET", "GMT", "+02:00", "")]
    [False, True, None, None, None]
    """
    minutes, _ = _zones().get(found.zone.upper(), (0, False))
    return minutes > 0 if minutes else None


def at_home(found: Published, config: CleanConfig) -> Published:
    """`found` with its time as the clocks of the archive's time zone show it, so that its day is the archive's.

    >>> at_home(Published("2021-05-05T23:30:00-05:00", "time"), CleanConfig()).date
    '2021-05-06T04:30:00Z'
    """
    if found.precision != "time":
        return found
    return Published(
        _iso(datetime.fromisoformat(found.date).astimezone(_home(config.timezone))), "time"
    )


def on_any_clock(found: Published, config: CleanConfig) -> Published | None:
    """`found`, whose time is printed without a zone, cut to what holds though the clock that printed it is not the archive's: the whole of it
    or, at night, the month or year that the days before and after midnight share; None where they share not even the year.

    Only where the archive keeps UTC, which is nobody's clock: where it names its zone, times without one are of that zone.

    >>> [on_any_clock(Published(f"2021-{time}:00Z", "time"), CleanConfig()) for time in ("05-05T21:59", "05-05T22:00", "01-01T03:59")]
    [Published(date='2021-05-05T21:59:00Z', precision='time'), Published(date='2021-05', precision='month'), None]
    """
    if found.precision != "time" or config.timezone != _NOBODYS:
        return found
    moment = datetime.fromisoformat(found.date)
    if MORNING <= moment.hour < EVENING:
        return found
    other = moment + timedelta(days=1 if moment.hour >= EVENING else -1)
    one, two = found.date, _iso(other)
    return next(
        (
            Published(one[:length], precision)
            for length, precision in _COARSER
            if one[:length] == two[:length]
        ),
        None,
    )


_NOBODYS = "UTC"
_COARSER: tuple[tuple[int, Precision], ...] = ((7, "month"), (4, "year"))
_TIME = late(
    r"(?P<hour>\d{1,2})(?:(?P<colon>[:.h])(?P<minute>\d\d))?(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?|(?-i:[AP]M(?=[A-Z][a-z])))?"
    r"(?:\s*(?:Uhr|hrs?|Hrs|HRS)\b)?\s*\(?(?P<zone>Z\b|[+-]\d\d:?\d\d\b|(?:UTC|GMT)(?:[+-]\d{1,2})?\b|(?-i:[A-Z]{2,4})\b)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d\d?):?(\d\d)?", re.IGNORECASE)


def _iso(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


@cache
def _zones() -> dict[str, tuple[int, bool]]:
    """Each abbreviation with its offset in minutes, and whether an American summer adds an hour to it."""
    table = (line.split("\t") for line in rows("newsgen.clean", "zones.tsv"))
    return {name: (int(minutes), bool(summer)) for name, minutes, *summer in table}


def _zone(name: str, day: date) -> tzinfo | None:
    """The zone of that name, None where none is known."""
    if offset := _OFFSET.fullmatch(name):
        minutes = (int(offset[2]) * 60 + int(offset[3] or 0)) * (-1 if offset[1] == "-" else 1)
        return timezone(timedelta(minutes=minutes)) if minutes and abs(minutes) < 24 * 60 else UTC
    if (known := _zones().get(name.upper())) is None:
        return None
    minutes = known[0] + (60 if known[1] and _is_american_summer(day) else 0)
    return timezone(timedelta(minutes=minutes)) if minutes else UTC


def _home(name: str) -> tzinfo:
    """The archive's time zone; UTC needs no table of zones, which small systems lack."""
    return UTC if name == "UTC" else ZoneInfo(name)


def _is_american_summer(day: date) -> bool:
    """True on days on which clocks in the United States show summer time: rules of 2007, and of 1987 before."""
    first, last = (
        (_sunday(day.year, 3, 8), _sunday(day.year, 11, 1))
        if day.year >= 2007
        else (_sunday(day.year, 4, 1), _sunday(day.year, 10, 25))
    )
    return first <= day < last


def _sunday(year: int, month_number: int, day_number: int) -> date:
    """The first Sunday from a day on."""
    start = date(year, month_number, day_number)
    return start + timedelta(days=(6 - start.weekday()) % 7)
