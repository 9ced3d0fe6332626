"""The pages of dates: all years, and a page a year, a month and a day."""

from collections.abc import Iterator, Sequence
from itertools import compress, groupby
from typing import NamedTuple

from newsgen import urls
from newsgen.config import Config
from newsgen.plan import pagination, timeline
from newsgen.plan.indexes import Indexes, ListedStories
from newsgen.plan.params import (
    DatesParams,
    DayCount,
    DayParams,
    ListHeading,
    MonthParams,
    PageDraft,
    SealedPage,
    YearParams,
)
from newsgen.plan.timeline import DAY, MONTH, YEAR


class Period(NamedTuple):
    """A year, month or day with its stories: the ISO date that they share, and the stories in the
    archive's order."""

    date: str
    stories: ListedStories


class _PagedList(NamedTuple):
    """A list on the page of a date: its stories, the sealed pages of it, and the ids that its open
    end shows."""

    stories: ListedStories
    sealed: tuple[SealedPage, ...]
    shown: Sequence[str]


def dates(indexes: Indexes, _config: Config) -> Iterator[PageDraft]:
    """The page of all years."""
    count = len(indexes.dated)
    dates = indexes.stories.dates
    tally = timeline.tally(dates)
    params = DatesParams(
        count=count,
        first=dates[0] if count else "",
        last=dates[count - 1] if count else "",
        plot=timeline.plot(tally),
        years=timeline.period_rows(tally, YEAR),
        undated=len(indexes.undated),
    )
    yield PageDraft(
        path=urls.DATES,
        template="dates.html",
        subjects=(),
        params=params,
    )


def years(indexes: Indexes, config: Config) -> Iterator[PageDraft]:
    """A page a year, and the sealed pages of those of its stories of which no month is known."""
    periods = _periods(indexes, YEAR)
    every_year = tuple([period.date for period in periods])
    size = config.plan.page_size
    for year, stories in periods:
        front = urls.date(year)
        bare = _paged_list(_known_to(stories, YEAR), front, size)
        tally = timeline.tally(stories.dates)
        params = YearParams(
            year=year,
            count=len(stories.ids),
            days=_day_counts(tally),
            months=timeline.period_rows(tally, MONTH),
            years=every_year,
            undated=1 if indexes.undated else 0,
            bare=len(bare.shown),
            sealed=bare.sealed,
        )
        yield PageDraft(
            path=front,
            template="year.html",
            subjects=tuple(bare.shown),
            params=params,
        )
        yield from _sealed_drafts(bare, year, front, size)


def months(indexes: Indexes, config: Config) -> Iterator[PageDraft]:
    """A page a month: its stories newest first or, where they are too many, its days as a table."""
    periods = _periods(indexes, MONTH)
    size = config.plan.page_size
    for position, (month, stories) in enumerate(periods):
        front = urls.date(month)
        bare = _paged_list(_known_to(stories, MONTH), front, size)
        precise = _known_beyond(stories, MONTH)
        rows = precise.ids[::-1] if len(precise.ids) < 2 * size else ()
        earlier, later = _neighbours(periods, position)
        params = MonthParams(
            month=month,
            count=len(stories.ids),
            days=timeline.period_rows(timeline.tally(stories.dates), DAY),
            rows=len(rows),
            bare=len(bare.shown),
            earlier=earlier,
            later=later,
            sealed=bare.sealed,
        )
        yield PageDraft(
            path=front,
            template="month.html",
            subjects=(*rows, *bare.shown),
            params=params,
        )
        yield from _sealed_drafts(bare, month, front, size)


def days(indexes: Indexes, config: Config) -> Iterator[PageDraft]:
    """A page a day with its stories, and sealed pages where the stories are very many."""
    periods = _periods(indexes, DAY)
    size = config.plan.page_size
    for position, (day, stories) in enumerate(periods):
        front = urls.date(day)
        whole = _paged_list(stories, front, size)
        earlier, later = _neighbours(periods, position)
        params = DayParams(
            day=day,
            count=len(stories.ids),
            earlier=earlier,
            later=later,
            sealed=whole.sealed,
        )
        yield PageDraft(
            path=front,
            template="day.html",
            subjects=tuple(whole.shown),
            params=params,
        )
        yield from _sealed_drafts(whole, day, front, size)


def _periods(indexes: Indexes, length: int) -> list[Period]:
    """The dated stories by year, month or day (`length` is `YEAR`, `MONTH` or `DAY`); stories whose
    date is known less precisely are left out."""
    ids, dates = indexes.stories
    dated = len(indexes.dated)
    periods = []
    start = 0
    for key, run in groupby([date[:length] for date in dates[:dated]]):
        end = start + len(list(run))
        if len(key) == length:
            stories = ListedStories(
                ids=ids[start:end],
                dates=dates[start:end],
            )
            periods.append(Period(key, stories))
        start = end
    return periods


def _neighbours(periods: Sequence[Period], position: int) -> tuple[str, str]:
    """The dates of the periods before and after the one at `position`, empty at either end."""
    before, after = position - 1, position + 1
    earlier = periods[before].date if position else ""
    later = periods[after].date if after < len(periods) else ""
    return earlier, later


def _known_to(stories: ListedStories, length: int) -> ListedStories:
    """The stories whose date is known to `length` characters and no further."""
    chosen = [len(date) == length for date in stories.dates]
    return _chosen(stories, chosen)


def _known_beyond(stories: ListedStories, length: int) -> ListedStories:
    """The stories whose date is known beyond `length` characters."""
    chosen = [len(date) > length for date in stories.dates]
    return _chosen(stories, chosen)


def _chosen(stories: ListedStories, chosen: list[bool]) -> ListedStories:
    """The stories of a list that are `chosen`; the list itself where all are."""
    if all(chosen):
        return stories

    ids = compress(stories.ids, chosen)
    dates = compress(stories.dates, chosen)
    return ListedStories(list(ids), list(dates))


def _paged_list(stories: ListedStories, front: str, size: int) -> _PagedList:
    """These stories on the page at `front`, with sealed pages of `size` rows."""
    sealed = pagination.sealed_pages(stories.dates, front, size)
    return _PagedList(
        stories=stories,
        sealed=sealed,
        shown=pagination.open_end(stories.ids, size),
    )


def _day_counts(tally: dict[str, int]) -> tuple[DayCount, ...]:
    """The days of a year that have stories."""
    counts = []
    for row in timeline.period_rows(tally, DAY):
        _, month, day = row.date.split("-")
        count = DayCount(
            month=int(month),
            day=int(day),
            stories=row.stories,
        )
        counts.append(count)
    return tuple(counts)


def _sealed_drafts(paged: _PagedList, date: str, front: str, size: int) -> Iterator[PageDraft]:
    """The sealed pages of a list on the page of a date."""
    heading = ListHeading(
        section="dates",
        name=date,
        kind="date",
        front=front,
        full=True,
    )
    return pagination.sealed_drafts(paged.stories, paged.sealed, heading, size)
