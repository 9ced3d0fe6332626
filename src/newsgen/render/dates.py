"""The views of dates: all years, a year as a calendar of its days, a month, a day."""

from calendar import isleap, monthrange
from collections.abc import Iterable

import msgspec

from newsgen import urls
from newsgen.plan.params import (
    DatesParams,
    DayCount,
    DayParams,
    MonthParams,
    PeriodRow,
    SealedPage,
    YearParams,
)
from newsgen.render.context import PageContext
from newsgen.render.parts import BandView, Frame, LinkView, TableRow, sealed_links, table_rows
from newsgen.render.phrases import MONTHS, counted, date, listed, plural, span
from newsgen.render.plots import PlotView, plot

DEPTHS = 4
"""Shades of the ground of a day: the deepest is that of so many stories, and of more."""

NAMED = 3
"""Days up to which the busiest ones of a year are named."""


class DatesView(msgspec.Struct, frozen=True):
    """All that `dates.html` shows."""

    frame: Frame
    count: str
    span: str
    plot: PlotView | None
    years: tuple[TableRow, ...]
    undated: str


class DayCell(msgspec.Struct, frozen=True):
    """A day of the calendar that has stories: its number, how deep its ground is (1 to 4), its
    link, its date for screen readers, the number of its stories and the noun for them."""

    number: int
    depth: int
    href: str
    spoken: str
    count: int
    noun: str


class MonthCell(msgspec.Struct, frozen=True):
    """A month of the calendar: its name, its number of days, its link and its number of stories
    (empty where it has none), and the days with stories."""

    name: str
    length: int
    href: str
    total: str
    days: tuple[DayCell, ...]


class YearView(msgspec.Struct, frozen=True):
    """All that `year.html` shows."""

    frame: Frame
    title: str
    counts: tuple[str, ...]
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
    counts: tuple[str, ...]
    up: tuple[LinkView, ...]
    bands: tuple[BandView, ...]
    days: tuple[LinkView, ...]
    older: tuple[LinkView, ...]
    earlier: LinkView | None
    later: LinkView | None


def dates(params: DatesParams, context: PageContext) -> DatesView:
    """All years."""
    dated = plural(params.count, "dated story")
    return DatesView(
        frame=Frame(
            title="Dates",
            description=f"{dated}, by year",
            section="dates",
            canonical=context.page.path,
        ),
        count=plural(params.count + params.undated, "story"),
        span=span(params.first, params.last),
        plot=plot(params.plot),
        years=table_rows(params.years, context.root),
        undated=counted(params.undated),
    )


def year(params: YearParams, context: PageContext) -> YearView:
    """A year: a calendar of its days, then a table of its months."""
    root = context.root
    title = date(params.year)
    count = plural(params.count, "story")
    length = 366 if isleap(int(params.year)) else 365
    bare = context.rows(context.page.subjects, brief=True)
    bands = []
    if bare:
        bands.append(BandView("Month unknown", plural(len(bare), "story"), bare))

    return YearView(
        frame=Frame(
            title=title,
            description=f"{count} of {title}, by day",
            section="dates",
            canonical=context.page.path,
        ),
        title=title,
        counts=(count, f"{len(params.days)} of {length} days"),
        note=_calendar_note(params.days),
        years=_years(params, root),
        months=_months(params, root) if params.days else (),
        table=table_rows(params.months, root, year=False),
        bands=tuple(bands),
        older=tuple(sealed_links(params.sealed, root)),
    )


def month(params: MonthParams, context: PageContext) -> SpanView:
    """A month: its stories, or its days where the stories are too many; then the stories of which
    only the month is known."""
    root = context.root
    rows = context.rows(context.page.subjects, brief=True)
    precise, bare = rows[: params.rows], rows[params.rows :]
    bands = []
    if precise:
        bands.append(BandView("Stories", "Latest first", precise))
    if bare:
        bands.append(BandView("Day unknown", plural(len(bare), "story"), bare))

    return SpanView(
        frame=_frame(params.month, params.count, context),
        title=date(params.month),
        counts=(plural(params.count, "story"), plural(len(params.days), "day")),
        up=(_link(params.month[:4], root),),
        bands=tuple(bands),
        days=_days(params.days, root),
        older=_older(params.sealed, root),
        earlier=_neighbour(params.earlier, root),
        later=_neighbour(params.later, root),
    )


def day(params: DayParams, context: PageContext) -> SpanView:
    """A day with its stories."""
    root = context.root
    rows = context.rows(context.page.subjects)
    count = plural(params.count, "story")
    note = f"{len(rows):,} of {count}" if params.sealed else ""

    return SpanView(
        frame=_frame(params.day, params.count, context),
        title=date(params.day),
        counts=(count,),
        up=(_link(params.day[:7], root), _link(params.day[:4], root)),
        bands=(BandView("Stories", note, rows),),
        days=(),
        older=_older(params.sealed, root),
        earlier=_neighbour(params.earlier, root),
        later=_neighbour(params.later, root),
    )


def _frame(iso: str, count: int, context: PageContext) -> Frame:
    """The frame of the page of a month or a day."""
    title = date(iso)
    stories = plural(count, "story")
    return Frame(
        title=title,
        description=f"{stories} of {title}",
        section="dates",
        canonical=context.page.path,
    )


def _link(iso: str, root: str) -> LinkView:
    """A link to the page of a year, a month or a day."""
    return LinkView(
        href=root + urls.date(iso),
        text=date(iso),
    )


def _neighbour(iso: str, root: str) -> LinkView | None:
    """A link to the nearest month or day with stories; None where there is none."""
    return _link(iso, root) if iso else None


def _older(pages: tuple[SealedPage, ...], root: str) -> tuple[LinkView, ...]:
    """Links to the sealed pages, newest first."""
    return tuple(sealed_links(pages[::-1], root))


def _days(days: Iterable[PeriodRow], root: str) -> tuple[LinkView, ...]:
    """Links to the days of a month, with the number of their stories."""
    links = []
    for row in days:
        link = LinkView(
            href=root + row.address,
            text=date(row.date, year=False),
            note=f"{row.stories:,}",
        )
        links.append(link)
    return tuple(links)


def _years(params: YearParams, root: str) -> tuple[LinkView, ...]:
    """Links to all years and to the stories without a date; this year is marked."""
    links = []
    for year in params.years:
        link = LinkView(
            href=root + urls.date(year),
            text=date(year),
            note="page" if year == params.year else "",
        )
        links.append(link)
    if params.undated:
        links.append(LinkView(root + urls.date(""), "Undated"))
    return tuple(links)


def _months(params: YearParams, root: str) -> tuple[MonthCell, ...]:
    """All twelve months; those without stories have no link and no total."""
    rows = {row.date[5:7]: row for row in params.months}
    cells = []
    for number, name in enumerate(MONTHS, 1):
        row = rows.get(f"{number:02}")
        days = [_day_cell(params.year, day, root) for day in params.days if day.month == number]
        cell = MonthCell(
            name=name,
            length=monthrange(int(params.year), number)[1],
            href=root + row.address if row else "",
            total=f"{row.stories:,}" if row else "",
            days=tuple(days),
        )
        cells.append(cell)
    return tuple(cells)


def _day_cell(year: str, day: DayCount, root: str) -> DayCell:
    """A day of the calendar."""
    iso = f"{year}-{day.month:02}-{day.day:02}"
    return DayCell(
        number=day.day,
        depth=min(day.stories, DEPTHS),
        href=root + urls.date(iso),
        spoken=date(iso, year=False),
        count=day.stories,
        noun="story" if day.stories == 1 else "stories",
    )


def _calendar_note(days: tuple[DayCount, ...]) -> str:
    """What the calendar shows, and which days have the most stories, where these are few."""
    if not days:
        return ""

    legend = "Each number is the stories of that day; a point is a day without one."
    most = max([day.stories for day in days])
    busiest = [f"{day.day} {MONTHS[day.month - 1]}" for day in days if day.stories == most]
    if most == 1 or len(busiest) > NAMED:
        return legend

    names = listed(busiest)
    if len(busiest) == 1:
        return f"{legend} The busiest was {names} with {most:,}."
    return f"{legend} The busiest were {names} with {most:,} each."
