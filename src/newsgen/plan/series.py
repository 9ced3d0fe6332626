"""Stories counted over time: the bars of a plot, the sparks of an index, the tables of years and months."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby

from newsgen import urls
from newsgen.model import Entry
from newsgen.plan.draft import Plot, YearRow
from newsgen.plan.holdings import iso

MONTHLY, YEARLY = 12, 120
"""Years up to which a plot has a bar a month, and a bar a year; beyond, a bar a decade."""

SPARKS = 12
"""Bars a spark has at most: at 60 px more would be thinner than the gaps."""


def plot(entries: Sequence[Entry]) -> Plot | None:
    """The plot of `entries`; None where fewer than two spans of time have stories, since one bar says nothing."""
    dates = [iso(entry) for entry in entries]
    years = [date[:4] for date in dates if date]
    if not years:
        return None
    first, last = int(min(years)), int(max(years))
    unit = 1 if last - first < MONTHLY else 12 if last - first < YEARLY else 120
    first -= first % 10 if unit == 120 else 0
    bars = [0] * (((last - first) * 12 + 11) // unit + 1)
    coarse = 0
    for date in dates:
        if unit == 1 and 0 < len(date) < 7:
            coarse += 1
        elif date:
            bars[(_month(date[:7]) - first * 12) // unit] += 1
    if len(bars) - bars.count(0) < 2:
        return None
    return Plot(first, unit, tuple(bars), len(dates) - len(years), coarse)


def spans(first: str, last: str) -> tuple[int, int, int]:
    """The half-year in which sparks from `first` to `last` (ISO dates) begin, half-years a bar, and the number of bars; 0 bars without dates."""
    if not first:
        return 0, 1, 0
    start, end = int(first[:4]) * 2, int(last[:4]) * 2 + 1
    step = max(1, -(-(end - start + 1) // SPARKS))
    step += step % 2 if step > 1 else 0
    return start, step, (end - start) // step + 1


def spark(entries: Iterable[Entry], scale: tuple[int, int, int]) -> tuple[int, ...]:
    """Stories of `entries` in each span of `scale`."""
    start, step, bars = scale
    counts = [0] * bars
    for entry in entries:
        if date := iso(entry):
            counts[(int(date[:4]) * 2 + (date[5:7] > "06") - start) // step] += 1
    return tuple(counts)


def rows(entries: Iterable[Entry], length: int, *, linked: bool = True) -> tuple[YearRow, ...]:
    """A row for each year (`length` 4), month (7) or day (10) that has stories, oldest first; entries known less precisely are left out.

    `most` is the most stories in a day.
    """
    tally = Counter([date for entry in entries if len(date := iso(entry)[:10]) >= length])
    return tuple([_row(key, [(date, tally[date]) for date in group], linked=linked) for key, group in groupby(tally, key=lambda date: date[:length])])


@lru_cache(maxsize=8192)
def _month(date: str) -> int:
    """Months from January of the year 0; a year alone counts as its January."""
    return int(date[:4]) * 12 + int(date[5:7] or 1) - 1


def _row(key: str, dates: Sequence[tuple[str, int]], *, linked: bool) -> YearRow:
    days = [count for date, count in dates if len(date) == 10]
    return YearRow(key, urls.date(key) if linked else "", sum([count for _, count in dates]), len(days), max(days, default=0))
