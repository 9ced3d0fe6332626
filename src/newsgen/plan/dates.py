"""Dates: all years, a page a year, a month and a day, and the shelf of stories without a date."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from newsgen import urls
from newsgen.config import Config
from newsgen.plan import az_index, pagination, timeline
from newsgen.plan.indexes import Holdings, Rows
from newsgen.plan.params import (
    DatesParams,
    DayParams,
    Draft,
    Heading,
    Item,
    Letter,
    MonthParams,
    Sheet,
    ShelfParams,
    YearParams,
)


class Group(NamedTuple):
    """The stories of one year, month or day: the ISO date they share, and their rows in the archive's order."""

    date: str
    rows: Rows


def dates(holdings: Holdings, config: Config) -> Iterator[Draft]:  # noqa: ARG001 – every planner has this signature
    """The page of all years."""
    count = len(holdings.dated)
    tally = timeline.tally(holdings.rows.when)
    params = DatesParams(
        count=count,
        first=holdings.rows.when[0] if count else "",
        last=holdings.rows.when[count - 1] if count else "",
        plot=timeline.plot(tally),
        years=timeline.rows(tally, 4),
        undated=len(holdings.undated),
    )
    yield Draft(urls.DATES, "dates.html", (), params)


def years(holdings: Holdings, config: Config) -> Iterator[Draft]:
    """A page a year, and the sealed pages of those of its stories of which no month is known."""
    groups = _groups(holdings, 4)
    every = tuple([group.date for group in groups])
    size = config.plan.page_size
    for year, rows in groups:
        bare, _ = _parted(rows, 4)
        front = urls.date(year)
        made = pagination.sheets(bare.when, front, size)
        shown = pagination.open_end(bare.ids, size)
        tally = timeline.tally(rows.when)
        days = tuple(
            [
                (int(row.date[5:7]), int(row.date[8:10]), row.stories)
                for row in timeline.rows(tally, 10)
            ]
        )
        params = YearParams(
            year,
            len(rows.ids),
            days,
            timeline.rows(tally, 7),
            every,
            len(holdings.undated) and 1,
            len(shown),
            made,
        )
        yield Draft(front, "year.html", tuple(shown), params)
        yield from _sealed(bare, made, year, front, size)


def months(holdings: Holdings, config: Config) -> Iterator[Draft]:
    """A page a month: its stories newest first or, where they are too many, its days as a table."""
    groups = _groups(holdings, 7)
    size = config.plan.page_size
    for place, (month, rows) in enumerate(groups):
        bare, rest = _parted(rows, 7)
        whole = rest.ids[::-1] if len(rest.ids) < 2 * size else ()
        front = urls.date(month)
        made = pagination.sheets(bare.when, front, size)
        shown = pagination.open_end(bare.ids, size)
        params = MonthParams(
            month=month,
            count=len(rows.ids),
            days=timeline.rows(timeline.tally(rows.when), 10),
            rows=len(whole),
            bare=len(shown),
            earlier=groups[place - 1].date if place else "",
            later=groups[place + 1].date if place + 1 < len(groups) else "",
            sheets=made,
        )
        yield Draft(front, "month.html", (*whole, *shown), params)
        yield from _sealed(bare, made, month, front, size)


def days(holdings: Holdings, config: Config) -> Iterator[Draft]:
    """A page a day with its stories, and sealed pages where they are very many."""
    groups = _groups(holdings, 10)
    size = config.plan.page_size
    for place, (day, rows) in enumerate(groups):
        front = urls.date(day)
        made = pagination.sheets(rows.when, front, size)
        earlier = groups[place - 1].date if place else ""
        later = groups[place + 1].date if place + 1 < len(groups) else ""
        params = DayParams(day, len(rows.ids), earlier, later, made)
        yield Draft(front, "day.html", tuple(pagination.open_end(rows.ids, size)), params)
        yield from _sealed(rows, made, day, front, size)


def undated(holdings: Holdings, config: Config) -> Iterator[Draft]:
    """The shelf of stories without a date, A to Z by title: one page, or a front and pages a letter."""
    entries = {entry.id: entry for entry in holdings.undated}
    items = [Item(entry.title, entry.id, 1) for entry in entries.values()]
    size = 2 * config.plan.page_size
    if not items:
        return
    whole = len(items) <= size
    letters = az_index.letters(items, "undated", whole=whole)
    fronts = tuple(Letter(letter.name, letter.address, letter.count) for letter in letters)
    if whole:
        shown = tuple(item.address for letter in letters for item in letter.items)
        yield Draft(urls.date(""), "undated.html", shown, ShelfParams(len(items), fronts))
        return
    yield Draft(urls.date(""), "undated.html", (), ShelfParams(len(items), fronts))
    row = tuple(Letter(letter.name, letter.address, 0) for letter in letters)
    for letter in letters:
        yield from _shelf(letter, row, size)


def _groups(holdings: Holdings, length: int) -> list[Group]:
    """The dated stories by year (`length` 4), month (7) or day (10); those known less precisely are left out."""
    ids, when = holdings.rows
    found, at = [], 0
    for key, run in groupby([date[:length] for date in when[: len(holdings.dated)]]):
        end = at + len(list(run))
        if len(key) == length:
            found.append(Group(key, Rows(ids[at:end], when[at:end])))
        at = end
    return found


def _parted(rows: Rows, length: int) -> tuple[Rows, Rows]:
    """The rows whose date is known to `length` characters, and those of which more is known."""
    bare = [place for place, date in enumerate(rows.when) if len(date) == length]
    if not bare:
        return Rows((), ()), rows
    more = [place for place, date in enumerate(rows.when) if len(date) > length]
    one, other = [
        Rows([rows.ids[place] for place in part], [rows.when[place] for place in part])
        for part in (bare, more)
    ]
    return one, other


def _shelf(letter: Letter, row: tuple[Letter, ...], size: int) -> Iterator[Draft]:
    """The pages of one letter of the shelf, `size` rows each."""
    starts = range(0, letter.count, size)
    stem = az_index.anchor(letter.name)
    parts = tuple(
        urls.az_index("undated", stem if not start else f"{stem}-{start // size + 1}")
        for start in starts
    )
    for start, address in zip(starts, parts, strict=True):
        shown = tuple(item.address for item in letter.items[start : start + size])
        yield Draft(
            address,
            "undated.html",
            shown,
            ShelfParams(letter.count, row, letter.name, start // size + 1, parts),
        )


def _sealed(
    rows: Rows, made: tuple[Sheet, ...], name: str, front: str, size: int
) -> Iterator[Draft]:
    return pagination.drafts(rows, made, Heading("dates", name, "date", front, full=True), size)
