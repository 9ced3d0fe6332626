"""The views of the lists of topics and outlets: their open ends and their sealed pages."""

from collections.abc import Iterable, Iterator

import msgspec

from newsgen import urls
from newsgen.plan.params import Band, ListingParams, SealedPageParams
from newsgen.render.context import PageContext
from newsgen.render.parts import (
    BandView,
    Frame,
    LinkView,
    TableRow,
    counted_links,
    sealed_links,
    table_rows,
)
from newsgen.render.phrases import date, known_date, plural, span
from newsgen.render.plots import PlotView, plot

KINDS = {
    "subject": "Subject",
    "place": "Place",
    "person": "Person",
    "organisation": "Organisation",
    "outlet": "Outlet",
    "date": "Date",
}
"""What the page of a list calls the kind of its subject."""


class ListingView(msgspec.Struct, frozen=True):
    """All that `listing.html` and `sealed_page.html` show."""

    frame: Frame
    title: str
    kind: str
    index: str
    aliases: tuple[str, ...]
    count: str
    span: str
    plot: PlotView | None
    years: tuple[TableRow, ...]
    often: tuple[LinkView, ...]
    bands: tuple[BandView, ...]
    older: tuple[LinkView, ...]
    front: LinkView | None = None


def listing(params: ListingParams, context: PageContext) -> ListingView:
    """The open end of the list of a topic or an outlet."""
    root = context.root
    count = plural(params.count, "story")
    covered = span(params.first, params.last)
    preposition = "from" if params.section == "outlet" else "on"
    description = f"{count} {preposition} {params.name}"
    if covered:
        description = f"{description}, {covered}"
    sealed = (*params.older[::-1], *params.undated[::-1])

    return ListingView(
        frame=Frame(
            title=params.name,
            description=description,
            section=params.section,
            canonical=context.page.path,
        ),
        title=params.name,
        kind=KINDS[params.kind],
        index=root + urls.az_index(params.section),
        aliases=params.aliases,
        count=count,
        span=covered,
        plot=plot(params.plot),
        years=table_rows(params.years, root),
        often=counted_links(params.often, root),
        bands=tuple(_bands(params.bands, context, brief=True)),
        older=tuple(sealed_links(sealed, root)),
    )


def sealed_page(params: SealedPageParams, context: PageContext) -> ListingView:
    """A sealed page of a long list."""
    root = context.root
    heading, sealed = params.heading, params.sealed
    of_dates = heading.section == "dates"
    name = date(heading.name) if of_dates else heading.name
    title = f"{name}, page {sealed.number}"
    if not sealed.first:
        title = f"{name}, undated, page {sealed.number}"
    count = plural(sealed.count, "story")
    covered = span(sealed.first, sealed.last, 10) or "undated"
    index = urls.DATES if of_dates else urls.az_index(heading.section)
    older = (LinkView(root + params.older, "Older stories"),) if params.older else ()

    return ListingView(
        frame=Frame(
            title=title,
            description=f"{count}, {covered}",
            section=heading.section,
            canonical=context.page.path,
        ),
        title=title,
        kind=KINDS[heading.kind],
        index=root + index,
        aliases=(),
        count=count,
        span=covered,
        plot=None,
        years=(),
        often=(),
        bands=tuple(_bands(params.bands, context, brief=not heading.full)),
        older=older,
        front=LinkView(root + heading.front, name),
    )


def _bands(bands: Iterable[Band], context: PageContext, *, brief: bool) -> Iterator[BandView]:
    """The subjects of the page as rows, in bands."""
    subjects = context.page.subjects
    start = 0
    for band in bands:
        end = start + band.rows
        note = plural(band.total, "story")
        if band.total != band.rows:
            note = f"{band.rows:,} of {note}"

        yield BandView(
            heading=known_date(band.date),
            note=note,
            rows=context.rows(subjects[start:end], brief=brief),
        )
        start = end
