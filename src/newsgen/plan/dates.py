"""Dates: all years, a page a year, a month and a day, and the shelf of stories without a date."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from newsgen import urls
from newsgen.config import Config
from newsgen.model import Entry
from newsgen.plan import register, series, sheets
from newsgen.plan.draft import DatesParams, DayParams, Draft, Heading, Item, Letter, MonthParams, Sheet, ShelfParams, YearParams
from newsgen.plan.holdings import Holdings, iso


def dates(holdings: Holdings, config: Config) -> Iterator[Draft]:  # noqa: ARG001 – every planner has this signature
    """The page of all years."""
    dated = holdings.dated
    params = DatesParams(
        count=len(dated),
        first=iso(dated[0])[:10] if dated else "",
        last=iso(dated[-1])[:10] if dated else "",
        plot=series.plot(holdings.archive.entries),
        years=series.rows(dated, 4),
        undated=len(holdings.undated),
    )
    yield Draft(urls.DATES, "dates.html", (), params)


def years(holdings: Holdings, config: Config) -> Iterator[Draft]:
    """A page a year, and the sealed pages of those of its stories of which no month is known."""
    groups = {year: list(group) for year, group in groupby(holdings.dated, key=lambda entry: iso(entry)[:4])}
    size = config.plan.page_size
    for year, entries in groups.items():
        bare = [entry for entry in entries if len(iso(entry)) == 4]
        front = urls.date(year)
        made = sheets.sheets(bare, front, size)
        shown = sheets.open_end(bare, size)
        days = tuple((int(row.date[5:7]), int(row.date[8:10]), row.stories) for row in series.rows(entries, 10))
        months = series.rows(entries, 7)
        params = YearParams(year, len(entries), days, months, tuple(groups), len(holdings.undated) and 1, len(shown), made)
        yield Draft(front, "year.html", sheets.ids(shown), params)
        yield from _sealed(bare, made, year, front, size)


def months(holdings: Holdings, config: Config) -> Iterator[Draft]:
    """A page a month: its stories newest first or, where they are too many, its days as a table."""
    groups = [(month, list(group)) for month, group in groupby(holdings.dated, key=lambda entry: iso(entry)[:7]) if len(month) == 7]
    size = config.plan.page_size
    for place, (month, entries) in enumerate(groups):
        bare = [entry for entry in entries if len(iso(entry)) == 7]
        rest = [entry for entry in entries if len(iso(entry)) > 7][::-1]
        rows = rest if len(rest) < 2 * size else []
        front = urls.date(month)
        made = sheets.sheets(bare, front, size)
        shown = sheets.open_end(bare, size)
        params = MonthParams(
            month=month,
            count=len(entries),
            days=series.rows(entries, 10),
            rows=len(rows),
            bare=len(shown),
            earlier=groups[place - 1][0] if place else "",
            later=groups[place + 1][0] if place + 1 < len(groups) else "",
            sheets=made,
        )
        yield Draft(front, "month.html", sheets.ids([*rows, *shown]), params)
        yield from _sealed(bare, made, month, front, size)


def days(holdings: Holdings, config: Config) -> Iterator[Draft]:
    """A page a day with its stories, and sealed pages where they are very many."""
    groups = [(day, list(group)) for day, group in groupby(holdings.dated, key=lambda entry: iso(entry)[:10]) if len(day) == 10]
    size = config.plan.page_size
    for place, (day, entries) in enumerate(groups):
        front = urls.date(day)
        made = sheets.sheets(entries, front, size)
        earlier = groups[place - 1][0] if place else ""
        later = groups[place + 1][0] if place + 1 < len(groups) else ""
        params = DayParams(day, len(entries), earlier, later, made)
        yield Draft(front, "day.html", sheets.ids(sheets.open_end(entries, size)), params)
        yield from _sealed(entries, made, day, front, size)


def undated(holdings: Holdings, config: Config) -> Iterator[Draft]:
    """The shelf of stories without a date, A to Z by title: one page, or a front and pages a letter."""
    entries = {entry.id: entry for entry in holdings.undated}
    items = [Item(entry.title, entry.id, 1) for entry in entries.values()]
    size = 2 * config.plan.page_size
    if not items:
        return
    whole = len(items) <= size
    letters = register.letters(items, "undated", whole=whole)
    fronts = tuple(Letter(letter.name, letter.address, letter.count) for letter in letters)
    if whole:
        shown = tuple(item.address for letter in letters for item in letter.items)
        yield Draft(urls.date(""), "undated.html", shown, ShelfParams(len(items), fronts))
        return
    yield Draft(urls.date(""), "undated.html", (), ShelfParams(len(items), fronts))
    row = tuple(Letter(letter.name, letter.address, 0) for letter in letters)
    for letter in letters:
        yield from _shelf(letter, row, size)


def _shelf(letter: Letter, row: tuple[Letter, ...], size: int) -> Iterator[Draft]:
    """The pages of one letter of the shelf, `size` rows each."""
    starts = range(0, letter.count, size)
    stem = register.anchor(letter.name)
    parts = tuple(urls.register("undated", stem if not start else f"{stem}-{start // size + 1}") for start in starts)
    for start, address in zip(starts, parts, strict=True):
        shown = tuple(item.address for item in letter.items[start : start + size])
        yield Draft(address, "undated.html", shown, ShelfParams(letter.count, row, letter.name, start // size + 1, parts))


def _sealed(entries: Sequence[Entry], made: tuple[Sheet, ...], name: str, front: str, size: int) -> Iterator[Draft]:
    return sheets.drafts(entries, made, Heading("dates", name, "date", front, full=True), size)
