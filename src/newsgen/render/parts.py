"""The view records that several pages share: the frame, links, tables and bands of rows; see
`templates/parts.html`."""

from collections.abc import Iterable, Iterator

import msgspec
from markupsafe import Markup

from newsgen.plan.params import IndexLetter, ListLink, PeriodRow, SealedPage
from newsgen.render.phrases import date, plural, span

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""The letters that a row of letters always shows."""


class Frame(msgspec.Struct, frozen=True):
    """What `base.html` needs of a page: its title and description, its section of the navigation, its
    canonical address (or empty), and whether search engines may list it."""

    title: str
    description: str
    section: str = ""
    canonical: str = ""
    index: bool = True


class LinkView(msgspec.Struct, frozen=True):
    """A link, what stands beside it, and the attributes of the language of its text."""

    href: str
    text: str
    note: str = ""
    lang: Markup = Markup("")


class TableRow(msgspec.Struct, frozen=True):
    """A line of a table of years or months; `href` is empty where there is no page."""

    href: str
    text: str
    cells: tuple[str, ...]


class BandView(msgspec.Struct, frozen=True):
    """Rows under one heading: the heading (empty: without a date), how many stories there are in all and
    how many are shown, and the rendered rows."""

    heading: str
    note: str
    rows: tuple[Markup, ...]


def table_rows(rows: Iterable[PeriodRow], root: str, *, year: bool = True) -> tuple[TableRow, ...]:
    """Years or months as lines of a table: stories, days with stories, and most stories in a day.

    Months are named without their year where `year` is false.
    """
    return tuple([_table_row(row, root, year=year) for row in rows])


def counted_links(links: Iterable[ListLink], root: str) -> tuple[LinkView, ...]:
    """Links to lists, with the number of their stories."""
    return tuple(
        [
            LinkView(
                href=root + link.address,
                text=link.name,
                note=f"{link.count:,}",
            )
            for link in links
        ]
    )


def sealed_links(pages: Iterable[SealedPage], root: str) -> Iterator[LinkView]:
    """A link to each sealed page, with what it covers."""
    for page in pages:
        within_a_year = page.first[:4] == page.last[:4]
        covered = span(page.first, page.last, 10 if within_a_year else 4)
        stories = plural(page.count, "story")

        yield LinkView(
            href=root + page.address,
            text=f"Page {page.number}",
            note=f"{covered or 'undated'}, {stories}",
        )


def letter_links(letters: Iterable[IndexLetter], root: str, current: str) -> tuple[LinkView, ...]:
    """A link a letter. Letters of the alphabet that nothing begins with have none; the letter
    `current` is marked."""
    addresses = {letter.name: letter.address for letter in letters}
    others = [name for name in addresses if name not in ALPHABET]
    links = []
    for name in (*ALPHABET, *others):
        address = addresses.get(name, "")
        is_page = address and not address.startswith("#")
        link = LinkView(
            href=root + address if is_page else address,
            text=name,
            note="page" if name == current else "",
        )
        links.append(link)
    return tuple(links)


def _table_row(row: PeriodRow, root: str, *, year: bool) -> TableRow:
    """One line of a table."""
    numbers = (row.stories, row.days, row.most)
    return TableRow(
        href=root + row.address if row.address else "",
        text=date(row.date, year=year),
        cells=tuple([f"{number:,}" for number in numbers]),
    )
