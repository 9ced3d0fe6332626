"""Reads times of day as they are printed, with the zones beside them, and knows the archive's own
clock, which says on what day a moment falls."""

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
"""The hours between which, at night, a time printed without a zone leaves its day open: few
newsrooms publish then, and many clocks of servers show that hour. 4 of 8 such times were of another
day than the report's data or address said, and none of 73 at other hours."""


class ClockTime(NamedTuple):
    """A time of day: its numbers, the zone as printed beside it (empty where none is), and the
    index at which its print ends."""

    hour: int
    minute: int
    second: int
    zone: str
    end: int


def clock_time(text: str, start: int) -> ClockTime | None:
    """The time of day that `text` prints from the index `start` on.

    None where the digits are no time, or are midnight to the second: so machines write a day
    without a time.

    >>> clock_time("14:30 BST", 0), clock_time("8.03 pm", 0).hour
    (ClockTime(hour=14, minute=30, second=0, zone='BST', end=9), 20)
    >>> clock_time("00:00:00", 0), clock_time("2019", 0)
    (None, None)
    """
    match = _TIME.match(text, start)
    if match is None:
        return None
    half = match["half"]
    if not (match["colon"] or half):
        return None
    hour = int(match["hour"])
    minute = int(match["minute"] or 0)
    second = int(match["second"] or 0)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    if not (hour or minute or second):
        return None
    return ClockTime(hour, minute, second, match["zone"] or "", match.end())


def stamp(day: date, clock: ClockTime, home: str) -> str:
    """The ISO time stamp of the time `clock` on `day`, with the offset of its zone or, where none
    is known, of `home`, the archive's zone.

    >>> stamp(date(2021, 5, 5), ClockTime(14, 30, 0, "BST", 9), "UTC")
    '2021-05-05T14:30:00+01:00'
    """
    zone = _zone(clock.zone, day) or _home(home)
    hour, minute, second = clock[:3]
    return _iso(datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone))


def is_zoned(clock: ClockTime) -> bool:
    """True where the zone printed beside a time is known.

    >>> zones = ("BST", "+02:00", "UTC+1", "AMT", "")
    >>> [is_zoned(ClockTime(14, 30, 0, zone, 9)) for zone in zones]
    [True, True, True, False, False]
    """
    return _zone(clock.zone, date.min) is not None


def is_day_first(clock: ClockTime) -> bool | None:
    """Whether the day stands first in 03/04/2021 beside the time `clock`: not where its zone is
    American, but where it is another region's. None for UTC and offsets, which anyone prints.

    >>> zones = ("PT", "CET", "GMT", "+02:00", "")
    >>> [is_day_first(ClockTime(12, 15, 0, zone, 8)) for zone in zones]
    [False, True, None, None, None]
    """
    minutes, _ = _zones().get(clock.zone.upper(), (0, False))
    return minutes > 0 if minutes else None


def at_home(moment: Published, config: CleanConfig) -> Published:
    """The same moment as the clocks of the archive's time zone show it, so that its day is the
    archive's; a date without a time stays as it is.

    >>> at_home(Published("2021-05-05T23:30:00-05:00", "time"), CleanConfig()).date
    '2021-05-06T04:30:00Z'
    """
    if moment.precision != "time":
        return moment
    printed = datetime.fromisoformat(moment.date)
    return Published(_iso(printed.astimezone(_home(config.timezone))), "time")


def on_any_clock(moment: Published, config: CleanConfig) -> Published | None:
    """What holds of a time printed without a zone, though the clock that printed it is not the
    archive's: by day all of it, at night the month or the year that the days before and after
    midnight share; None where they share not even the year.

    Only times of an archive that keeps UTC, which is nobody's clock, are cut: where the archive
    names its zone, times without a zone are of that one.

    >>> config = CleanConfig()
    >>> on_any_clock(Published("2021-05-05T21:59:00Z", "time"), config)
    Published(date='2021-05-05T21:59:00Z', precision='time')
    >>> on_any_clock(Published("2021-05-05T22:00:00Z", "time"), config)
    Published(date='2021-05', precision='month')
    >>> on_any_clock(Published("2021-01-01T03:59:00Z", "time"), config) is None
    True
    """
    if moment.precision != "time" or config.timezone != _NOBODYS:
        return moment
    printed = datetime.fromisoformat(moment.date)
    if MORNING <= printed.hour < EVENING:
        return moment
    neighbour = printed + timedelta(days=1 if printed.hour >= EVENING else -1)
    beside = _iso(neighbour)
    for length, precision in _COARSER:
        shared = moment.date[:length]
        if shared == beside[:length]:
            return Published(shared, precision)
    return None


_NOBODYS = "UTC"
_COARSER: tuple[tuple[int, Precision], ...] = ((7, "month"), (4, "year"))
"""Characters of an ISO date that give its month, and its year."""
_TIME = late(
    r"(?P<hour>\d{1,2})(?:(?P<colon>[:.h])(?P<minute>\d\d))?(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?|(?-i:[AP]M(?=[A-Z][a-z])))?"
    r"(?:\s*(?:Uhr|hrs?|Hrs|HRS)\b)?"
    r"\s*\(?(?P<zone>Z\b|[+-]\d\d:?\d\d\b|(?:UTC|GMT)(?:[+-]\d{1,2})?\b|(?-i:[A-Z]{2,4})\b)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d\d?):?(\d\d)?", re.IGNORECASE)
_LONGEST_OFFSET = 24 * 60
"""Minutes that an offset from UTC cannot reach; one that states as many is read as UTC."""


def _iso(moment: datetime) -> str:
    """The moment in ISO 8601, with `Z` where it is of UTC."""
    written = moment.isoformat()
    return written.replace("+00:00", "Z")


def _zone(name: str, day: date) -> tzinfo | None:
    """The zone of that name as it is on `day`, None where none is known."""
    if offset := _OFFSET.fullmatch(name):
        return _offset_zone(offset)
    entry = _zones().get(name.upper())
    if entry is None:
        return None
    minutes, has_american_summer = entry
    if has_american_summer and _is_american_summer(day):
        minutes += 60
    return timezone(timedelta(minutes=minutes)) if minutes else UTC


def _offset_zone(offset: re.Match[str]) -> tzinfo:
    """The zone of a printed offset such as `+02:00` or `UTC+1`."""
    sign, hours, minutes = offset.groups()
    total = int(hours) * 60 + int(minutes or 0)
    if not 0 < total < _LONGEST_OFFSET:
        return UTC
    if sign == "-":
        total = -total
    return timezone(timedelta(minutes=total))


@cache
def _zones() -> dict[str, tuple[int, bool]]:
    """Each abbreviation with its offset from UTC in minutes, and whether an American summer adds an
    hour to that."""
    zones = {}
    for row in rows("newsgen.clean", "zones.tsv"):
        name, minutes, *summer = row.split("\t")
        zones[name] = int(minutes), bool(summer)
    return zones


def _home(name: str) -> tzinfo:
    """The archive's time zone; UTC needs no table of zones, which small systems lack."""
    return UTC if name == "UTC" else ZoneInfo(name)


def _is_american_summer(day: date) -> bool:
    """True on days on which clocks in the United States show summer time: by the rules of 2007
    and, before that year, of 1987."""
    year = day.year
    if year >= 2007:
        first = _sunday(year, 3, 8)
        last = _sunday(year, 11, 1)
    else:
        first = _sunday(year, 4, 1)
        last = _sunday(year, 10, 25)
    return first <= day < last


def _sunday(year: int, month_number: int, day_number: int) -> date:
    """The first Sunday on or after a day."""
    start = date(year, month_number, day_number)
    days_to_sunday = (6 - start.weekday()) % 7
    return start + timedelta(days=days_to_sunday)
