"""Stories counted over time: the bars of a plot, the sparks of an A–Z index, the tables of years,
months and days."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from newsgen import urls
from newsgen.plan.params import PeriodRow, Plot

YEAR, MONTH, DAY = len("2021"), len("2021-05"), len("2021-05-05")
"""Characters of an ISO 8601 date that names a year, a month or a day."""

MONTHLY, YEARLY = 12, 120
"""Years up to which a plot has a bar a month, and a bar a year; beyond, it has a bar a decade."""

A_MONTH, A_YEAR, A_DECADE = 1, 12, 120
"""Months that a bar of a plot covers."""

SPARKS = 12
"""Bars that a spark has at most: at 60 px more would be thinner than the gaps."""

UNKNOWN = -1
"""The half-year of a story without a date."""


class SparkScale(NamedTuple):
    """What the bars of a spark cover: the half-year in which the first one begins, counted from the
    year 0, the half-years of each, and the number of bars (0 where there are no dates)."""

    start: int
    half_years: int
    bars: int


def tally(dates: Iterable[str]) -> dict[str, int]:
    """Stories by ISO date (cut to the day; empty: unknown), in the order in which the dates first
    come. The plot and the tables are counted from it."""
    return dict(Counter(dates))


def plot(tally: Mapping[str, int]) -> Plot | None:
    """The plot of the stories of `tally`; None where fewer than two bars would be drawn, since one
    says nothing."""
    dated = dict(tally)
    undated = dated.pop("", 0)
    if not dated:
        return None

    first, last = int(min(dated)[:YEAR]), int(max(dated)[:YEAR])
    unit = _unit(last - first)
    if unit == A_DECADE:
        first -= first % 10
    start = first * 12
    months = (last + 1) * 12 - start
    bars = -(-months // unit)  # rounded up: the last decade may not be over

    counts = [0] * bars
    coarse = 0
    for date, count in dated.items():
        if unit == A_MONTH and len(date) < MONTH:
            coarse += count
        else:
            counts[(_month(date) - start) // unit] += count

    filled = bars - counts.count(0)
    if filled < 2:
        return None
    return Plot(
        first=first,
        unit=unit,
        counts=tuple(counts),
        undated=undated,
        coarse=coarse,
    )


def spark_scale(first: str, last: str) -> SparkScale:
    """The scale of sparks from one ISO date to another; without bars where `first` is empty.

    >>> spark_scale("2020-01-05", "2021-07"), spark_scale("1990", "2019"), spark_scale("", "")
    (SparkScale(start=4040, half_years=1, bars=4), SparkScale(start=3980, half_years=6, bars=10), \
SparkScale(start=0, half_years=1, bars=0))
    """
    if not first:
        return SparkScale(start=0, half_years=1, bars=0)
    start = int(first[:YEAR]) * 2
    end = int(last[:YEAR]) * 2 + 1
    half_years = max(1, -(-(end - start + 1) // SPARKS))
    if half_years > 1:
        half_years += half_years % 2  # a bar is a half-year or whole years
    return SparkScale(start, half_years, bars=(end - start) // half_years + 1)


def halves(dates: Iterable[str]) -> list[int]:
    """The half-year of each ISO date, counted from the year 0 (a year alone: its first half);
    `UNKNOWN` where the date is empty."""
    return [_half(date) for date in dates]


def spark(halves: Iterable[int], scale: SparkScale) -> tuple[int, ...]:
    """The stories in each bar of `scale`, given the half-year of each story."""
    start, half_years, bars = scale
    counts = [0] * bars
    for half in halves:
        if half != UNKNOWN:
            counts[(half - start) // half_years] += 1
    return tuple(counts)


def period_rows(
    tally: Mapping[str, int], length: int, *, linked: bool = True
) -> tuple[PeriodRow, ...]:
    """A row for each year, month or day (`length` is `YEAR`, `MONTH` or `DAY`) that has stories,
    oldest first.

    Stories known less precisely are left out. A row has no address where it is not `linked`.
    """
    days = Counter([date[:length] for date in tally if len(date) == DAY])
    stories = dict(days)
    most = dict.fromkeys(days, 1)
    # Most days have one story, which is counted above at once; the loop adds what they have beyond it.
    for date, count in tally.items():
        key = date[:length]
        if len(date) == DAY and count > 1:
            stories[key] += count - 1
            most[key] = max(count, most[key])
        elif length <= len(date) < DAY:
            stories[key] = stories.get(key, 0) + count

    rows = []
    for key in sorted(stories):
        row = PeriodRow(
            date=key,
            address=urls.date(key) if linked else "",
            stories=stories[key],
            days=days[key],
            most=most.get(key, 0),
        )
        rows.append(row)
    return tuple(rows)


def _unit(years: int) -> int:
    """The months of a bar, where a plot spans so many years."""
    if years < MONTHLY:
        return A_MONTH
    return A_YEAR if years < YEARLY else A_DECADE


@lru_cache(maxsize=1 << 16)
def _month(date: str) -> int:
    """Months from January of the year 0; a year alone counts as its January."""
    year, _, month = date[:MONTH].partition("-")
    return int(year) * 12 + int(month or 1) - 1


@lru_cache(maxsize=1 << 16)
def _half(date: str) -> int:
    """The half-year of an ISO date, counted from the year 0."""
    if not date:
        return UNKNOWN

    year, _, month = date[:MONTH].partition("-")
    second = month > "06"
    return int(year) * 2 + second
