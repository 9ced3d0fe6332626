"""Stories counted over time: the bars of a plot, the sparks of an index, the tables of years and months."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from newsgen import urls
from newsgen.plan.params import Plot, YearRow

MONTHLY, YEARLY = 12, 120
"""Years up to which a plot has a bar a month, and a bar a year; beyond, a bar a decade."""

SPARKS = 12
"""Bars a spark has at most: at 60 px more would be thinner than the gaps."""

UNKNOWN = -1
"""The half-year of a story without a date."""


def tally(days: Iterable[str]) -> dict[str, int]:
    """Stories by ISO date (cut to the day, empty: unknown), in the order the dates first come. All else here is counted from it."""
    return dict(Counter(days))


def plot(tally: Mapping[str, int]) -> Plot | None:
    """The plot of the stories of `tally`; None where fewer than two spans of time have stories, since one bar says nothing."""
    undated = tally.get("", 0)
    dated = {date: tally[date] for date in tally if date} if undated else tally
    if not dated:
        return None
    first, last = int(min(dated)[:4]), int(max(dated)[:4])
    unit = 1 if last - first < MONTHLY else 12 if last - first < YEARLY else 120
    first -= first % 10 if unit == 120 else 0
    bars = [0] * (((last - first) * 12 + 11) // unit + 1)
    coarse = 0
    start = first * 12
    for date, count in dated.items():
        if unit == 1 and len(date) < 7:
            coarse += count
        else:
            bars[(_month(date) - start) // unit] += count
    if len(bars) - bars.count(0) < 2:
        return None
    return Plot(first, unit, tuple(bars), undated, coarse)


def spans(first: str, last: str) -> tuple[int, int, int]:
    """The half-year in which sparks from `first` to `last` (ISO dates) begin, half-years a bar, and the number of bars; 0 bars without dates."""
    if not first:
        return 0, 1, 0
    start, end = int(first[:4]) * 2, int(last[:4]) * 2 + 1
    step = max(1, -(-(end - start + 1) // SPARKS))
    step += step % 2 if step > 1 else 0
    return start, step, (end - start) // step + 1


def halves(days: Iterable[str]) -> list[int]:
    """The half-year of each ISO date, counted from the year 0 (a year alone: its first half); `UNKNOWN` where it is empty."""
    return [_half(date) for date in days]


def spark(halves: Iterable[int], scale: tuple[int, int, int]) -> tuple[int, ...]:
    """Stories in each span of `scale`, given the half-year of each."""
    start, step, bars = scale
    counts = [0] * bars
    for half in halves:
        if half != UNKNOWN:
            counts[(half - start) // step] += 1
    return tuple(counts)


def rows(tally: Mapping[str, int], length: int, *, linked: bool = True) -> tuple[YearRow, ...]:
    """A row for each year (`length` 4), month (7) or day (10) that has stories, oldest first; stories known less precisely are left out.

    `most` is the most stories in a day.
    """
    days = Counter([date[:length] for date in tally if len(date) == 10])
    stories, most = dict(days), dict.fromkeys(days, 1)
    for date, count in tally.items():
        if len(date) == 10 and count > 1:
            key = date[:length]
            stories[key] += count - 1
            most[key] = max(count, most[key])
        elif length <= len(date) < 10:
            stories[date[:length]] = stories.get(date[:length], 0) + count
    return tuple(
        [
            YearRow(
                key, urls.date(key) if linked else "", stories[key], days[key], most.get(key, 0)
            )
            for key in sorted(stories)
        ]
    )


@lru_cache(maxsize=1 << 16)
def _month(date: str) -> int:
    """Months from January of the year 0; a year alone counts as its January."""
    return int(date[:4]) * 12 + int(date[5:7] or 1) - 1


@lru_cache(maxsize=1 << 16)
def _half(date: str) -> int:
    return int(date[:4]) * 2 + (date[5:7] > "06") if date else UNKNOWN
