"""The press: the compiled templates of one site and the list rows already set, so that each entry is rendered once a process."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, Template
from markupsafe import Markup

from newsgen import urls
from newsgen.config import Config
from newsgen.model import Article, Basis, Entry, Evidence
from newsgen.render.jinja import Theme, markup
from newsgen.render.library import Library
from newsgen.render.phrases import clipped, date, headline, language, percent, plural
from newsgen.text.word_cache import WordCache
from newsgen.text.words import count

PACKAGE = Path(__file__).resolve().parents[1]
BUILTIN = next(
    (
        place
        for place in (PACKAGE / "templates", PACKAGE.parents[1] / "templates")
        if place.is_dir()
    ),
    PACKAGE / "templates",
)
"""The built-in theme: in the package when installed, at the top of the repository when run from there."""

CODE = ("render", "dedupe", "text")
"""Packages whose code decides what a page shows of the same records: the views, the alignment of paragraphs, the counting of words."""


Made = TypeVar("Made")


class Site(msgspec.Struct, frozen=True):
    """What every template may know of the site. `lang`: the attributes that mark text in the archive's own language."""

    title: str
    base_url: str
    default_lang: str
    lang: Markup


class RowView(msgspec.Struct, frozen=True):
    """A story as `row.html` sees it; `short` is its date without the year, `summary` empty where the title says the same."""

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


class FieldView(msgspec.Struct, frozen=True):
    """Why a field has its value, in words, as `fields.html` sees it."""

    name: str
    why: str


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

BASES: Mapping[Basis, str] = {
    "given": "{rule}",
    "text": "from the text ({rule})",
    "dateline": "from the dateline ({rule})",
    "url": "from the address it was published under",
    "folder": "from the name of the folder",
    "copy": "from {lender}",
    "related": "from {lender}",
    "derived": "derived: {rule}",
    "none": "unknown: {rule}",
}
"""What is said of a field, by its basis."""


class Press:
    """Templates of one site. `site` is what they all may know."""

    def __init__(self, templates: Path | None, site: Site) -> None:
        """Templates are looked for in `templates`, then in the built-in theme."""
        self.site = site
        self._environment = environment(templates)
        self._row: Callable[[RowView], str] = self._environment.macro("row.html", "row")
        self._fields: Callable[[tuple[FieldView, ...]], str] = self._environment.macro(
            "fields.html", "fields"
        )
        self._library: Library | None = None
        self._kept: dict[str, WordCache[str, Any]] = {}

    def template(self, name: str) -> Template:
        """The compiled template. Raises jinja2.TemplateNotFound."""
        return self._environment.get_template(name)

    def source(self, name: str) -> bytes:
        """The source of a file that is published as it is."""
        loader = self._environment.loader
        assert loader is not None  # noqa: S101 – set when the environment is made
        return loader.get_source(self._environment, name)[0].encode()

    def kept(self, library: Library, name: str, made: Callable[[str], Made]) -> WordCache[str, Made]:
        """What `made` makes of records of `library`, by their ids: kept under `name`, and made when it is first asked for.

        A library is the archive at one moment: what was made of one is forgotten when another comes.
        """
        if library is not self._library:
            self._library = library
            self._kept.clear()
        found = self._kept.get(name)
        if found is None:
            found = self._kept[name] = WordCache(made)
        return found

    def rows(
        self, ids: Iterable[str], library: Library, root: str, *, brief: bool = False
    ) -> tuple[Markup, ...]:
        """Stories as rows of a list, `brief` with date and agency alone, for a page whose way to the root is `root`."""
        made = self.kept(
            library, f"rows {brief} {root}", partial(self._row_of, library, root, brief)
        )
        return tuple(map(made.__getitem__, ids))

    def length(self, article: Article, library: Library) -> int:
        """How many words the body of a copy has, counted as everywhere; once for the page of its story and its own."""
        return self.kept(
            library,
            "length",
            lambda id_: count("\n".join([block.text for block in library.article(id_).blocks])),
        )[article.id]

    def _row_of(self, library: Library, root: str, brief: bool, story_id: str) -> Markup:  # noqa: FBT001 – bound in `rows`
        return markup(self._row(self._view(library.entry(story_id), root, brief=brief)))

    @lru_cache(maxsize=256)  # noqa: B019 – a press lives as long as its process
    def chrome(self, part: str, root: str, section: str) -> Markup:
        """The header or footer (`part`) of a page whose way to the root is `root`, in a section of the navigation: rendered once for all."""
        text = self.template(part).render(site=self.site, root=root, section=section)
        return Markup(text.rstrip("\n"))  # noqa: S704 – autoescaped

    @lru_cache(maxsize=4096)  # noqa: B019 – as above
    def fields(self, evidence: tuple[Evidence, ...], lenders: tuple[str, ...]) -> Markup:
        """Why the fields of an article have their values; rendered once for all articles whose fields were found alike."""
        found = tuple(map(why, evidence, lenders))
        return Markup(self._fields(found))  # noqa: S704 – rendered by an autoescaping template

    @lru_cache(maxsize=1024)  # noqa: B019 – as above
    def language(self, lang: str) -> Markup:
        """The attributes that mark text of `lang`, or of the archive's language where it is unknown."""
        return Markup(language(lang or self.site.default_lang))  # noqa: S704 – made of checked language codes

    def _view(self, entry: Entry, root: str, *, brief: bool) -> RowView:
        iso = entry.published.date if entry.published else ""
        same = entry.summary.rstrip(".") == entry.title.rstrip(".")
        return RowView(
            href=root + entry.address,
            title=headline(entry.title, 300),
            lang=self.language(entry.lang),
            iso=iso,
            date=date(iso) if iso else "",
            short=date(iso, year=False) if iso else "",
            agency=entry.agency or next(iter(entry.outlets), ""),
            copies=plural(len(entry.copies), "copy"),
            summary="" if same else clipped(entry.summary, 400),
            brief=brief,
        )


def why(found: Evidence, lender: str) -> FieldView:
    """Why a field has its value, with how sure that is where it is neither certain nor stated; `lender` is what lent it, or empty.

    >>> why(Evidence("title", "derived", "first sentence", 0.5, ""), "").why
    'derived: first sentence, 50% sure'
    """
    said = BASES[found.basis].format(rule=found.rule, lender=lender or "another copy")
    if found.basis not in {"none", "copy", "given"} and 0 < found.confidence < 1:
        said = f"{said}, {percent(found.confidence)} sure"
    return FieldView(FIELDS.get(found.field, found.field), said)


def press(templates: Path | None, config: Config) -> Press:
    """The press of a site, made once a process."""
    return _press(templates, config.title, config.base_url, config.lang)


@lru_cache(maxsize=4)
def environment(templates: Path | None) -> Theme:
    """The Jinja environment of a theme: everything escaped, nothing undefined passed over in silence."""
    names = {
        name: getattr(urls, name)
        for name in ("HOME", "DATES", "ABOUT", "REPORT", "STYLE", "FEED", "SITEMAP")
    }
    made = Theme(
        _loader(templates),
        {
            **names,
            "TOPICS": urls.register("topic"),
            "OUTLETS": urls.register("outlet"),
            "UNDATED": urls.date(""),
        },
    )
    made.filters["plural"] = plural
    return made


def digest(templates: Path | None) -> str:
    """A digest of all that decides how a page looks beside its data: every template in reach and the code that makes the views."""
    found = hashlib.sha256()
    environment.cache_clear()
    _press.cache_clear()
    loader = _loader(templates)
    made = Environment(loader=loader, autoescape=True)
    for name in sorted(loader.list_templates()):
        if not name.rpartition("/")[2].startswith("."):
            found.update(
                name.encode()
                + b"\0"
                + hashlib.sha256(loader.get_source(made, name)[0].encode()).digest()
            )
    for code in sorted(code for part in CODE for code in (PACKAGE / part).glob("*.py")):
        found.update(code.read_bytes())
    return found.hexdigest()


def _loader(templates: Path | None) -> BaseLoader:
    places = [templates, BUILTIN] if templates is not None and templates.is_dir() else [BUILTIN]
    return ChoiceLoader([FileSystemLoader(place) for place in places])


@lru_cache(maxsize=4)
def _press(templates: Path | None, title: str, base_url: str, lang: str) -> Press:
    said = Markup(language(lang))  # noqa: S704 – made of a checked language code
    return Press(templates, Site(title, base_url, lang, said))
