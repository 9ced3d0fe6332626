"""The view records that story and copy pages share: a body's blocks, where a text came from, and why each field has its value."""

from collections.abc import Callable, Mapping, Sequence

import msgspec
from markupsafe import Markup

from newsgen.model import Article, Block, BlockKind, Cut, EntryCopy
from newsgen.plan.params import YearRow
from newsgen.render.jinja import markup, plain
from newsgen.render.phrases import date, listed


class Frame(msgspec.Struct, frozen=True):
    """What `base.html` needs of a page: its title and description, its section of the navigation, its canonical address (or empty)."""

    title: str
    description: str
    section: str = ""
    canonical: str = ""
    index: bool = True


class LinkView(msgspec.Struct, frozen=True):
    """A link with what stands beside it, and the attributes of its language."""

    href: str
    text: str
    note: str = ""
    lang: Markup = Markup("")


class TableRow(msgspec.Struct, frozen=True):
    """A line of a table of years or months; `href` is empty where there is no page."""

    href: str
    text: str
    cells: tuple[str, ...]


class SourceView(msgspec.Struct, frozen=True):
    """Where one copy came from: its name, file, digest, original address, what was cut from it, and why its fields are what they are."""

    name: str
    path: str
    digest: str
    url: str
    cuts: tuple[Cut, ...]
    fields: Markup
    notes: tuple[str, ...]


SHAPES: Mapping[BlockKind, Callable[[str], str]] = {
    "paragraph": "<p>{}</p>".format,
    "subhead": lambda html: f"<h2>{html}</h2>",
    "list": lambda html: f"<ul>{_each('li', html)}</ul>",
    "quote": lambda html: f"<blockquote>{_each('p', html)}</blockquote>",
    "verse": lambda html: f'<p class="verse">{html.replace(_LINE, "<br>")}</p>',
    "table": lambda html: (
        f'<div class="wide" role="group" aria-label="Table" tabindex="0"><table>{_each("tr", _cells(html))}</table></div>'
    ),
    "caption": lambda html: f'<p class="note">{html}</p>',
}
"""How a block is set, by its kind; lists, quotes, verse and tables have a line each item, and tables a tab between cells."""

_LINE = "\n"
_BETWEEN = "</p>\n<p>"


def cells(rows: tuple[YearRow, ...], root: str, *, year: bool = True) -> tuple[TableRow, ...]:
    """Years or months as lines of a table: stories, days with stories, and most in a day."""
    return tuple(
        TableRow(
            root + row.address if row.address else "",
            date(row.date, year=year),
            (f"{row.stories:,}", f"{row.days:,}", f"{row.most:,}"),
        )
        for row in rows
    )


def body(blocks: Sequence[Block]) -> Markup:
    r"""A body as HTML; the markup inside a block was sanitised when it was cleaned.

    >>> body((Block("subhead", "A & B", None, 1), Block("verse", "one\ntwo", None, 2)))
    Markup('<h2>A &amp; B</h2>\n<p class="verse">one<br>two</p>')
    """
    texts = [block.text for block in blocks if block.kind == "paragraph" and block.html is None]
    if (
        texts
        and len(texts) == len(blocks)
        and (joined := "\n".join(texts)).count("\n") == len(texts) - 1
    ):  # as most are: all escaped at once
        return markup(f"<p>{plain(joined).replace(_LINE, _BETWEEN)}</p>")
    set_blocks = [
        SHAPES[block.kind](plain(block.text) if block.html is None else block.html)
        for block in blocks
    ]
    return markup("\n".join(set_blocks))  # escaped here, or sanitised HTML


def source(article: Article, name: str, fields: Markup) -> SourceView:
    """Where an article came from; `fields` says why each of its fields has its value."""
    origin = article.origin
    path = f"{origin.path}#{origin.part}" if origin.part else origin.path
    return SourceView(name, path, origin.digest, article.url, article.cut, fields, article.notes)


def lenders(article: Article, names: Mapping[str, str]) -> tuple[str, ...]:
    """What the copy that lent each field of an article is called, empty where none did; `names` are by id."""
    return tuple(
        [names.get(found.source, "") if found.source else "" for found in article.evidence]
    )


def copy_name(copy: EntryCopy, article: Article) -> str:
    """What a sentence calls a copy: `the Capital FM copy`, `the copy 001.txt`."""
    return f"the {copy.name} copy" if article.outlet == copy.name else f"the copy {copy.name}"


def credit(agency: str, place: str) -> str:
    """Who reports from where: `AFP, London`; what is unknown is said."""
    return ", ".join(part for part in (agency or "Agency unknown", place) if part)


def byline(names: tuple[str, ...]) -> str:
    """The byline as one phrase, empty where there is none."""
    return f"By {listed(names)}" if names else ""


def _each(tag: str, html: str) -> str:
    return "".join(f"<{tag}>{line}</{tag}>" for line in html.split(_LINE))


def _cells(html: str) -> str:
    return _LINE.join(_each("td", line.replace("\t", _LINE)) for line in html.split(_LINE))
