"""The views of dates: all years, a year as a calendar of its days, a month, a day."""

from calendar import monthrange

import msgspec

from newsgen import urls
from newsgen.model import Page
from newsgen.plan.params import DatesParams, DayParams, MonthParams, Sheet, YearParams
from newsgen.render.library import Library
from newsgen.render.lists import BandView, sheet_links
from newsgen.render.phrases import MONTHS, date, listed, plural, span
from newsgen.render.plots import PlotView, plot
from newsgen.render.templates import Press
from newsgen.render.views import Frame, LinkView, TableRow, cells


class DatesView(msgspec.Struct, frozen=True):
    """All that `dates.html` shows."""

    frame: Frame
    count: str
    span: str
    plot: PlotView | None
    years: tuple[TableRow, ...]
    undated: str


class DayCell(msgspec.Struct, frozen=True):
    """A day of the calendar that has stories: its number, how deep its ground is (1 to 4), link, words for ears, and count."""

    number: int
    depth: int
    href: str
    said: str
    count: int
    noun: str


class MonthCell(msgspec.Struct, frozen=True):
    """A month of the calendar: its name, days, link (or empty), total, and the days with stories."""

    name: str
    length: int
    href: str
    total: str
    days: tuple[DayCell, ...]


class YearView(msgspec.Struct, frozen=True):
    """All that `year.html` shows."""

    frame: Frame
    title: str
    told: tuple[str, ...]
    note: str
    years: tuple[LinkView, ...]
    months: tuple[MonthCell, ...]
    table: tuple[TableRow, ...]
    bands: tuple[BandView, ...]
    older: tuple[LinkView, ...]


class SpanView(msgspec.Struct, frozen=True):
    """All that `month.html` and `day.html` show."""

    frame: Frame
    title: str
    told: tuple[str, ...]
    up: tuple[LinkView, ...]
    bands: tuple[BandView, ...]
    days: tuple[LinkView, ...]
    older: tuple[LinkView, ...]
    earlier: LinkView | None
    later: LinkView | None


def dates(page: Page, params: DatesParams, library: Library, press: Press) -> DatesView:  # noqa: ARG001 – every view has this signature
    """All years."""
    return DatesView(
        frame=Frame("Dates", f"{plural(params.count, 'dated story')}, by year", "dates", page.path),
        count=plural(params.count + params.undated, "story"),
        span=span(params.first, params.last),
        plot=plot(params.plot),
        years=cells(params.years, urls.root(page.path)),
        undated=f"{params.undated:,}" if params.undated else "",
    )


def year(page: Page, params: YearParams, library: Library, press: Press) -> YearView:
    """A year: a calendar of its days, then a table of its months."""
    root = urls.root(page.path)
    number = int(params.year)
    length = 366 if monthrange(number, 2)[1] == 29 else 365
    bare = press.rows(page.subjects, library, root, brief=True)
    title = date(params.year)
    years = [
        LinkView(root + urls.date(other), date(other), "page" if other == params.year else "")
        for other in params.years
    ]
    undated = [LinkView(root + urls.date(""), "Undated")] if params.undated else []
    count = plural(params.count, "story")
    return YearView(
        frame=Frame(title, f"{count} of {title}, by day", "dates", page.path),
        title=title,
        told=(count, f"{len(params.days)} of {length} days"),
        note=_busiest(params.days),
        years=(*years, *undated),
        months=tuple(_months(params, number, root)) if params.days else (),
        table=cells(params.months, root, year=False),
        bands=(BandView("Month unknown", plural(len(bare), "story"), bare),) if bare else (),
        older=tuple(sheet_links(params.sheets, root)),
    )


def month(page: Page, params: MonthParams, library: Library, press: Press) -> SpanView:
    """A month: its stories, or its days where the stories are too many, and those of which only the month is known."""
    root = urls.root(page.path)
    rows = press.rows(page.subjects, library, root, brief=True)
    whole, bare = rows[: params.rows], rows[params.rows :]
    bands = []
    if whole:
        bands.append(BandView("Stories", "Latest first", whole))
    if bare:
        bands.append(BandView("Day unknown", plural(len(bare), "story"), bare))
    return SpanView(
        frame=_frame(page, params.month, params.count),
        title=date(params.month),
        told=(plural(params.count, "story"), plural(len(params.days), "day")),
        up=(LinkView(root + urls.date(params.month[:4]), date(params.month[:4])),),
        bands=tuple(bands),
        days=tuple(
            LinkView(root + row.address, date(row.date, year=False), f"{row.stories:,}")
            for row in params.days
        ),
        older=_older(params.sheets, root),
        earlier=_date_link(params.earlier, root),
        later=_date_link(params.later, root),
    )


def day(page: Page, params: DayParams, library: Library, press: Press) -> SpanView:
    """A day with its stories."""
    root = urls.root(page.path)
    rows = press.rows(page.subjects, library, root)
    up = tuple(
        LinkView(root + urls.date(key), date(key)) for key in (params.day[:4], params.day[:7])
    )
    return SpanView(
        frame=_frame(page, params.day, params.count),
        title=date(params.day),
        told=(plural(params.count, "story"),),
        up=up[::-1],
        bands=(
            BandView(
                "Stories",
                f"{len(rows):,} of {plural(params.count, 'story')}" if params.sheets else "",
                rows,
            ),
        ),
        days=(),
        older=_older(params.sheets, root),
        earlier=_date_link(params.earlier, root),
        later=_date_link(params.later, root),
    )


def _frame(page: Page, iso: str, count: int) -> Frame:
    return Frame(date(iso), f"{plural(count, 'story')} of {date(iso)}", "dates", page.path)


def _older(made: tuple[Sheet, ...], root: str) -> tuple[LinkView, ...]:
    return tuple(sheet_links(made[::-1], root))


def _date_link(iso: str, root: str) -> LinkView | None:
    return LinkView(root + urls.date(iso), date(iso)) if iso else None


def _months(params: YearParams, number: int, root: str) -> list[MonthCell]:
    """All twelve months; those without stories have no link and no total."""
    totals = {row.date[5:7]: row for row in params.months}
    found = []
    for place, name in enumerate(MONTHS, 1):
        row = totals.get(f"{place:02}")
        days = tuple(_day(params.year, *spot, root) for spot in params.days if spot[0] == place)
        href = root + row.address if row else ""
        found.append(
            MonthCell(
                name, monthrange(number, place)[1], href, f"{row.stories:,}" if row else "", days
            )
        )
    return found


def _day(year: str, month: int, number: int, count: int, root: str) -> DayCell:
    iso = f"{year}-{month:02}-{number:02}"
    return DayCell(
        number,
        min(count, 4),
        root + urls.date(iso),
        date(iso, year=False),
        count,
        "story" if count == 1 else "stories",
    )


def _busiest(days: tuple[tuple[int, int, int], ...]) -> str:
    """What the calendar shows, and which days have the most stories (three of them at most)."""
    if not days:
        return ""
    most = max(count for _, _, count in days)
    names = tuple(f"{day} {MONTHS[month - 1]}" for month, day, count in days if count == most)
    told = "Each number is the stories of that day; a point is a day without one."
    if len(names) > 3 or most == 1:
        return told
    return f"{told} The busiest {'was' if len(names) == 1 else 'were'} {listed(names)} with {most:,}{'' if len(names) == 1 else ' each'}."
