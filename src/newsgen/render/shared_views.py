"""What is made of the records of a library and shown on many pages: the rows of lists, the word
counts of copies, the links to neighbouring stories. Each is made once a process."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar

import msgspec
from markupsafe import Markup

from newsgen.model import Article, Entry
from newsgen.render.jinja import markup
from newsgen.render.library import Library
from newsgen.render.phrases import clipped, date, headline, known_date, plural
from newsgen.render.templates import Templates
from newsgen.text.word_cache import WordCache
from newsgen.text.words import count

TITLE, SUMMARY = 300, 400
"""Characters to which a row cuts the title and the summary of a story."""

T = TypeVar("T")


class ListRowView(msgspec.Struct, frozen=True):
    """A story as `row.html` sees it; `short` is its date without the year, `summary` is empty where
    the title says the same."""

    href: str
    title: str
    lang: Markup
    iso: str
    date: str
    short: str
    agency: str
    copies: str
    summary: str
    brief: bool


class NeighbourView(msgspec.Struct, frozen=True):
    """The story before or after another in time."""

    href: str
    title: str
    lang: Markup
    date: str


class SharedViews:
    """What several pages show of the records of one library.

    A library is the archive at one moment: what was made of one is forgotten when another comes.
    """

    def __init__(self, templates: Templates) -> None:
        """Rows are rendered by the macro of `row.html`."""
        self._templates = templates
        self._row: Callable[[ListRowView], str] = templates.macro("row.html", "row")
        self._library: Library | None = None
        self._by_use: dict[str, WordCache[str, Any]] = {}

    def rows(
        self, library: Library, ids: Iterable[str], root: str, *, brief: bool = False
    ) -> tuple[Markup, ...]:
        """Stories as rows of a list, `brief` ones with date and agency alone, on a page whose way to the
        site's root is `root`."""
        make = partial(self._rendered_row, library, root, brief=brief)
        rows = self._made(library, f"rows {brief} {root}", make)
        return tuple(map(rows.__getitem__, ids))

    def neighbour(self, library: Library, story_id: str, root: str) -> NeighbourView:
        """A link to a neighbour in time, which two pages show."""
        make = partial(self._neighbour, library, root)
        return self._made(library, f"neighbours {root}", make)[story_id]

    def length(self, library: Library, article: Article) -> int:
        """How many words the body of a copy has, counted as everywhere; the page of its story and
        its own both show it."""
        make = partial(_length, library)
        return self._made(library, "lengths", make)[article.id]

    def _made(self, library: Library, use: str, make: Callable[[str], T]) -> WordCache[str, T]:
        """What `make` makes of records of `library`, by their ids, when first asked for; `use`
        names it."""
        if library is not self._library:
            self._library = library
            self._by_use.clear()
        memory = self._by_use.get(use)
        if memory is None:
            memory = self._by_use[use] = WordCache(make)
        return memory

    def _rendered_row(self, library: Library, root: str, story_id: str, *, brief: bool) -> Markup:
        """A story as a row of a list."""
        view = self._row_view(library.entry(story_id), root, brief=brief)
        return markup(self._row(view))

    def _row_view(self, entry: Entry, root: str, *, brief: bool) -> ListRowView:
        """What the row of a story shows."""
        iso = entry.published.date if entry.published else ""
        same = entry.summary.rstrip(".") == entry.title.rstrip(".")
        return ListRowView(
            href=root + entry.address,
            title=headline(entry.title, TITLE),
            lang=self._templates.language(entry.lang),
            iso=iso,
            date=known_date(iso),
            short=date(iso, year=False) if iso else "",
            agency=entry.agency or next(iter(entry.outlets), ""),
            copies=plural(len(entry.copies), "copy"),
            summary="" if same else clipped(entry.summary, SUMMARY),
            brief=brief,
        )

    def _neighbour(self, library: Library, root: str, story_id: str) -> NeighbourView:
        """The story with this id as the neighbour of another."""
        entry = library.entry(story_id)
        return NeighbourView(
            href=root + entry.address,
            title=headline(entry.title, TITLE),
            lang=self._templates.language(entry.lang),
            date=known_date(entry.published.date if entry.published else ""),
        )


def _length(library: Library, article_id: str) -> int:
    """How many words the body of an article has."""
    blocks = library.article(article_id).blocks
    return count("\n".join([block.text for block in blocks]))
