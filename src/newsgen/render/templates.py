"""The compiled templates of a site, and what every page of it shows alike."""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import msgspec
from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, Template
from markupsafe import Markup

from newsgen import urls
from newsgen.config import Config
from newsgen.model import Evidence
from newsgen.render.jinja import Theme, markup
from newsgen.render.phrases import language, plural
from newsgen.render.provenance import FieldView, why

PACKAGE = Path(__file__).resolve().parents[1]
"""The folder of the package `newsgen`."""

INSTALLED = PACKAGE / "templates"
"""The built-in theme where the package is installed."""

IN_REPOSITORY = PACKAGE.parents[1] / "templates"
"""The built-in theme where the package is run from the repository."""

BUILTIN = IN_REPOSITORY if IN_REPOSITORY.is_dir() and not INSTALLED.is_dir() else INSTALLED
"""The built-in theme."""

ADDRESSES = {
    "HOME": urls.HOME,
    "DATES": urls.DATES,
    "ABOUT": urls.ABOUT,
    "REPORT": urls.REPORT,
    "STYLE": urls.STYLE,
    "FEED": urls.FEED,
    "SITEMAP": urls.SITEMAP,
    "TOPICS": urls.az_index("topic"),
    "OUTLETS": urls.az_index("outlet"),
    "UNDATED": urls.date(""),
}
"""The addresses of fixed pages, by the name that every template knows them by."""


class Site(msgspec.Struct, frozen=True):
    """What every template may know of the site. `lang`: the attributes that mark text in the
    archive's own language."""

    title: str
    base_url: str
    default_lang: str
    lang: Markup


class Templates:
    """The templates of one site, compiled once a process. `site` is what they all may know."""

    def __init__(self, folder: Path | None, site: Site) -> None:
        """Templates are looked for in `folder`, then in the built-in theme."""
        self.site = site
        self._theme = theme(folder)
        self._fields: Callable[[tuple[FieldView, ...]], str] = self._theme.macro(
            "fields.html", "fields"
        )
        self.chrome = lru_cache(maxsize=256)(self._chrome)
        self.fields = lru_cache(maxsize=4096)(self._fields_of)
        self.language = lru_cache(maxsize=1024)(self._language)

    def template(self, name: str) -> Template:
        """The compiled template. Raises jinja2.TemplateNotFound."""
        return self._theme.get_template(name)

    def macro(self, template: str, name: str) -> Callable[[object], str]:
        """A macro of one argument as a function."""
        return self._theme.macro(template, name)

    def source(self, name: str) -> bytes:
        """The source of a file that is published as it is."""
        return _source(self._theme, name).encode()

    def _chrome(self, part: str, root: str, section: str) -> Markup:
        """The header or the footer (`part` is its template) of a page in a section of the
        navigation, whose way to the site's root is `root`."""
        html = self.template(part).render(site=self.site, root=root, section=section)
        return markup(html.rstrip("\n"))

    def _fields_of(self, evidence: tuple[Evidence, ...], lenders: tuple[str, ...]) -> Markup:
        """Why the fields of an article have their values; the same for all articles whose fields
        were found alike. `lenders` names the copy that lent each field, or is empty there."""
        reasons = tuple(map(why, evidence, lenders))
        return markup(self._fields(reasons))

    def _language(self, lang: str) -> Markup:
        """The attributes that mark text of `lang`, or of the archive's language where `lang` is
        empty."""
        return markup(language(lang or self.site.default_lang))


def site(config: Config) -> Site:
    """What templates may know of the site with this configuration."""
    return Site(
        title=config.title,
        base_url=config.base_url,
        default_lang=config.lang,
        lang=markup(language(config.lang)),
    )


@lru_cache(maxsize=4)
def theme(folder: Path | None) -> Theme:
    """The Jinja environment of a theme: everything is escaped, and a name that does not exist is an
    error."""
    environment = Theme(_loader(folder), ADDRESSES)
    environment.filters["plural"] = plural
    return environment


def digest(folder: Path | None) -> str:
    """A digest of the theme: the name and the text of each template in reach."""
    loader = _loader(folder)
    environment = Environment(loader=loader, autoescape=True)
    whole = hashlib.sha256()
    for name in sorted(loader.list_templates()):
        hidden = name.rpartition("/")[2].startswith(".")
        if not hidden:
            text = _source(environment, name).encode()
            whole.update(name.encode() + b"\0" + hashlib.sha256(text).digest())
    return whole.hexdigest()


def _loader(folder: Path | None) -> BaseLoader:
    """Finds a template in the site's own `folder`, where there is one, else in the built-in theme."""
    own = [folder] if folder is not None and folder.is_dir() else []
    return ChoiceLoader([FileSystemLoader(place) for place in (*own, BUILTIN)])


def _source(environment: Environment, name: str) -> str:
    """The text of a template. Raises jinja2.TemplateNotFound."""
    loader = environment.loader
    if loader is None:
        raise LookupError(name)
    return loader.get_source(environment, name)[0]
