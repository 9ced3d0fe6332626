"""The view records that story and printing pages share: a body's blocks, where a text came from, and why each field has its value."""

from collections.abc import Callable, Mapping

import msgspec
from markupsafe import Markup, escape

from newsgen.model import Article, Block, Cut, Evidence, Printing
from newsgen.plan.draft import YearRow
from newsgen.render.phrases import date, listed, percent


class Frame(msgspec.Struct, frozen=True):
    """What `base.html` needs of a page: its title and description, its section of the navigation, its canonical address (or empty)."""

    title: str
    description: str
    section: str = ""
    canonical: str = ""
    index: bool = True


class BlockView(msgspec.Struct, frozen=True):
    """A block of a body: its kind, and its lines of safe HTML, each a tuple of cells for a table; most have one line."""

    kind: str
    html: Markup
    lines: tuple[Markup, ...] = ()
    rows: tuple[tuple[Markup, ...], ...] = ()


class LinkView(msgspec.Struct, frozen=True):
    """A link with what stands beside it, and the attributes of its language."""

    href: str
    text: str
    note: str = ""
    lang: Markup = Markup("")


class TableRow(msgspec.Struct, frozen=True):
    """A line of a table of years, months or days; `href` is empty where there is no page."""

    href: str
    text: str
    cells: tuple[str, ...]


class FieldView(msgspec.Struct, frozen=True):
    """Why a field has its value, in words."""

    name: str
    why: str


class SourceView(msgspec.Struct, frozen=True):
    """Where one printing came from: its name, file, digest, original address, what was cut from it, and why its fields are what they are."""

    name: str
    path: str
    digest: str
    url: str
    cuts: tuple[Cut, ...]
    fields: tuple[FieldView, ...]
    notes: tuple[str, ...]


FIELDS = {
    "title": "Title",
    "dek": "Dek",
    "date": "Date",
    "place": "Place",
    "byline": "Byline",
    "agency": "Agency",
    "outlet": "Outlet",
    "lang": "Language",
}
"""The fields that may be inferred, as a reader is told of them."""

_BASES: Mapping[str, Callable[[Evidence, str], str]] = {
    "given": lambda _, __: "as stated by the source",
    "text": lambda found, _: f"from the text ({found.rule})",
    "dateline": lambda found, _: f"from the dateline ({found.rule})",
    "url": lambda _, __: "from the address it was published under",
    "folder": lambda _, __: "from the name of the folder",
    "copy": lambda _, lender: f"from {lender or 'another copy'}",
    "related": lambda _, lender: f"from {lender or 'a related story'}",
    "derived": lambda found, _: f"derived: {found.rule}",
    "none": lambda found, _: f"unknown: {found.rule}",
}


def cells(rows: tuple[YearRow, ...], root: str, *, year: bool = True) -> tuple[TableRow, ...]:
    """Years, months or days as lines of a table: stories, days with stories, and most in a day; a day has its stories alone."""
    return tuple(
        TableRow(
            root + row.address if row.address else "",
            date(row.date, year=year),
            (f"{row.stories:,}",) if len(row.date) == 10 else (f"{row.stories:,}", f"{row.days:,}", f"{row.most:,}"),
        )
        for row in rows
    )


def blocks(article: Article) -> tuple[BlockView, ...]:
    """The body of an article, ready to be set."""
    return tuple(map(block, article.blocks))


def block(found: Block) -> BlockView:
    """A block, ready to be set; its HTML was sanitised when it was cleaned."""
    html = escape(found.text) if found.html is None else Markup(found.html)  # noqa: S704
    if found.kind in _SHAPES:
        return _SHAPES[found.kind](found.kind, html)
    return BlockView(found.kind, html)


def source(article: Article, name: str, names: Mapping[str, str]) -> SourceView:
    """Where an article came from; `names` are what the printings of its story are called, by id."""
    origin = article.origin
    path = f"{origin.path}#{origin.part}" if origin.part else origin.path
    fields = tuple(FieldView(FIELDS.get(found.field, found.field), why(found, names)) for found in article.evidence)
    return SourceView(name, path, origin.digest, article.url, article.cut, fields, article.notes)


def why(found: Evidence, names: Mapping[str, str]) -> str:
    """Why a field has its value, as a clause; with how sure that is, where it is not certain."""
    said = _BASES[found.basis](found, names.get(found.source, ""))
    return said if found.confidence in {0, 1} or found.basis in {"none", "copy", "given"} else f"{said}, {percent(found.confidence)} sure"


def evidence(article: Article, field: str) -> Evidence | None:
    """The evidence for one field of an article."""
    return next((found for found in article.evidence if found.field == field), None)


def copy_name(printing: Printing, article: Article) -> str:
    """What a sentence calls a printing: `the Capital FM copy`, `the copy 001.txt`."""
    return f"the {printing.name} copy" if article.outlet == printing.name else f"the copy {printing.name}"


def credit(agency: str, place: str) -> str:
    """Who reports from where: `AFP, London`; what is unknown is said."""
    return ", ".join(part for part in (agency or "Agency unknown", place) if part)


def byline(names: tuple[str, ...]) -> str:
    """The byline as one phrase, empty where there is none."""
    return f"By {listed(names)}" if names else ""


def _lines(kind: str, html: Markup) -> BlockView:
    return BlockView(kind, html, tuple(map(Markup, html.split("\n"))))


def _table(kind: str, html: Markup) -> BlockView:
    rows = tuple(tuple(map(Markup, line.split("\t"))) for line in html.split("\n"))
    return BlockView(kind, html, (), rows)


_SHAPES: Mapping[str, Callable[[str, Markup], BlockView]] = {"list": _lines, "verse": _lines, "quote": _lines, "table": _table}
