"""The views of topics, outlets and the undated: lists of stories, their sealed pages, and the A–Z indexes."""

from collections.abc import Iterator

import msgspec
from markupsafe import Markup

from newsgen import urls
from newsgen.model import Page
from newsgen.plan.params import (
    Band,
    Letter,
    ListingParams,
    RegisterParams,
    Sheet,
    SheetParams,
    ShelfParams,
)
from newsgen.render.library import Library
from newsgen.render.phrases import date, plural, span
from newsgen.render.plots import PlotView, plot, spark
from newsgen.render.templates import Press
from newsgen.render.views import Frame, LinkView, TableRow, cells

KINDS = {
    "subject": "Subject",
    "place": "Place",
    "person": "Person",
    "organisation": "Organisation",
    "outlet": "Outlet",
    "date": "Date",
}
"""What the rail of a list calls its subject."""

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class BandView(msgspec.Struct, frozen=True):
    """Rows under one heading: the heading (empty: undated), how many stories there are in all, how many are shown, and the set rows."""

    heading: str
    note: str
    rows: tuple[Markup, ...]


class ListingView(msgspec.Struct, frozen=True):
    """All that `listing.html` and `sheet.html` show."""

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


def listing(page: Page, params: ListingParams, library: Library, press: Press) -> ListingView:
    """The open end of a topic's or an outlet's list."""
    root = urls.root(page.path)
    count = plural(params.count, "story")
    covered = span(params.first, params.last)
    older = (*sheet_links(params.older[::-1], root), *sheet_links(params.undated[::-1], root))
    return ListingView(
        frame=Frame(
            params.name,
            f"{count} {'from' if params.section == 'outlet' else 'on'} {params.name}{covered and ', '}{covered}",
            params.section,
            page.path,
        ),
        title=params.name,
        kind=KINDS[params.kind],
        index=root + urls.az_index(params.section),
        aliases=params.aliases,
        count=count,
        span=covered,
        plot=plot(params.plot),
        years=cells(params.years, root),
        often=tuple(
            LinkView(root + place.address, place.name, f"{place.count:,}") for place in params.often
        ),
        bands=tuple(_bands(params.bands, page, library, press, brief=True)),
        older=older,
    )


def sheet(page: Page, params: SheetParams, library: Library, press: Press) -> ListingView:
    """A sealed page of a long list."""
    root, heading = urls.root(page.path), params.heading
    name = date(heading.name) if heading.section == "dates" else heading.name
    made = params.sheet
    covered = span(made.first, made.last, 10) or "undated"
    title = f"{name}, page {made.number}" if made.first else f"{name}, undated, page {made.number}"
    older = (LinkView(root + params.older, "Older stories"),) if params.older else ()
    return ListingView(
        frame=Frame(title, f"{plural(made.count, 'story')}, {covered}", heading.section, page.path),
        title=title,
        kind=KINDS[heading.kind],
        index=root + (urls.DATES if heading.section == "dates" else urls.az_index(heading.section)),
        aliases=(),
        count=plural(made.count, "story"),
        span=covered,
        plot=None,
        years=(),
        often=(),
        bands=tuple(_bands(params.bands, page, library, press, brief=not heading.full)),
        older=older,
        front=LinkView(root + heading.front, name),
    )


class RegisterView(msgspec.Struct, frozen=True):
    """All that `az_index.html` shows. `jump`: each letter and its link, empty where nothing begins with it."""

    frame: Frame
    title: str
    told: tuple[str, ...]
    note: str
    jump: tuple[LinkView, ...]
    letters: tuple["LetterView", ...]
    width: int
    most: tuple[LinkView, ...]
    up: LinkView | None


class LetterView(msgspec.Struct, frozen=True):
    """A letter of an index with its lines, each a link, its spark (a path, or empty) and its count."""

    name: str
    anchor: str
    items: tuple[tuple[LinkView, str], ...]


class ShelfView(msgspec.Struct, frozen=True):
    """All that `undated.html` shows."""

    frame: Frame
    title: str
    count: str
    jump: tuple[LinkView, ...]
    letters: tuple[LinkView, ...]
    bands: tuple[BandView, ...]
    parts: tuple[LinkView, ...]


def register(page: Page, params: RegisterParams, library: Library, press: Press) -> RegisterView:  # noqa: ARG001 – every view has this signature
    """An A–Z index, or its front, or one letter of it."""
    root = urls.root(page.path)
    noun = params.section
    title = f"{noun.capitalize()}s" + (f", {params.letter}" if params.letter else "")
    notes = (
        [
            f"The bars show stories {params.bars}, each to its own height; the number is all its stories."
        ]
        if params.bars and params.count
        else []
    )
    if params.unknown:
        notes.append(
            f"{plural(params.unknown, 'story')} {'names' if params.unknown == 1 else 'name'} no outlet."
        )
    return RegisterView(
        frame=Frame(
            title,
            f"All {noun}s, A to Z"
            if not params.letter
            else f"{plural(params.count, noun)} under {params.letter}",
            noun,
            page.path,
        ),
        title=title,
        told=(
            plural(params.count, noun),
            *(plural(kind.count, kind.name) for kind in params.kinds),
        ),
        note=" ".join(notes),
        jump=_jump(params.letters, root, params.letter),
        letters=tuple(_letter(letter, root) for letter in params.letters if letter.items),
        width=6
        * max((len(item.bars) for letter in params.letters for item in letter.items), default=0),
        most=tuple(
            LinkView(root + place.address, place.name, f"{place.count:,}") for place in params.most
        ),
        up=LinkView(root + urls.az_index(noun), f"All {noun}s") if params.letter else None,
    )


def shelf(page: Page, params: ShelfParams, library: Library, press: Press) -> ShelfView:
    """The shelf of undated stories, or its front, or one letter of it."""
    root = urls.root(page.path)
    rows = press.rows(page.subjects, library, root, brief=True)
    title = (
        "Undated"
        + (f", {params.letter}" if params.letter else "")
        + (f", part {params.part}" if params.part > 1 else "")
    )
    bands, at = [], 0
    for letter in params.letters if rows and not params.letter else ():
        bands.append(BandView(letter.name, "", rows[at : at + letter.count]))
        at += letter.count
    parts = [
        LinkView(root + address, f"Part {number}") for number, address in enumerate(params.parts, 1)
    ]
    return ShelfView(
        frame=Frame(
            title,
            f"{plural(params.count, 'story')} whose source prints no date",
            "dates",
            page.path,
        ),
        title=title,
        count=plural(params.count, "story"),
        jump=_jump(params.letters, root, params.letter) if params.letter else (),
        letters=()
        if rows
        else tuple(
            LinkView(root + letter.address, letter.name, f"{letter.count:,}")
            for letter in params.letters
        ),
        bands=tuple(bands) or ((BandView(params.letter, "", rows),) if rows else ()),
        parts=tuple(parts) if len(parts) > 1 else (),
    )


def _letter(letter: Letter, root: str) -> LetterView:
    items = tuple(
        (
            LinkView(root + item.address, item.name, f"{item.count:,}"),
            spark(item.bars) if item.bars else "",
        )
        for item in letter.items
    )
    return LetterView(letter.name, letter.address.removeprefix("#"), items)


def _jump(letters: tuple[Letter, ...], root: str, current: str) -> tuple[LinkView, ...]:
    """A link a letter: unused letters of the alphabet stay, without one."""
    found = {letter.name: letter.address for letter in letters}
    names = [*ALPHABET, *(name for name in found if name not in ALPHABET)]
    return tuple(
        LinkView(
            address if address.startswith("#") else address and root + address,
            name,
            "page" if name == current else "",
        )
        for name in names
        for address in (found.get(name, ""),)
    )


def _bands(
    bands: tuple[Band, ...], page: Page, library: Library, press: Press, *, brief: bool
) -> Iterator[BandView]:
    root, at = urls.root(page.path), 0
    for band in bands:
        rows = press.rows(page.subjects[at : at + band.rows], library, root, brief=brief)
        at += band.rows
        note = (
            plural(band.total, "story")
            if band.total == band.rows
            else f"{band.rows:,} of {plural(band.total, 'story')}"
        )
        yield BandView(date(band.date) if band.date else "", note, rows)


def sheet_links(made: tuple[Sheet, ...], root: str) -> Iterator[LinkView]:
    """A link to each sealed page, with what it covers."""
    for sheet in made:
        covered = (
            span(sheet.first, sheet.last, 4 if sheet.first[:4] != sheet.last[:4] else 10)
            or "undated"
        )
        yield LinkView(
            root + sheet.address,
            f"Page {sheet.number}",
            f"{covered}, {plural(sheet.count, 'story')}",
        )
