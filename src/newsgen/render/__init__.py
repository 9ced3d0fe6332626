"""From a planned page to its bytes: view records, templates, and nothing that another page could change."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from newsgen import urls
from newsgen.config import Config
from newsgen.model import Page
from newsgen.plan import params
from newsgen.render import calendar, copy, lists, service, story
from newsgen.render.library import Library
from newsgen.render.templates import Press, digest, press

__all__ = ["VIEWS", "Library", "digest", "page"]

View = Callable[[Page, Any, Library, Press], msgspec.Struct]

VIEWS: Mapping[str, tuple[type[params.Params], View]] = {
    "story.html": (params.StoryParams, story.story),
    "copy.html": (params.CopyParams, copy.copy),
    "listing.html": (params.ListingParams, lists.listing),
    "sheet.html": (params.SheetParams, lists.sheet),
    "az_index.html": (params.RegisterParams, lists.register),
    "undated.html": (params.ShelfParams, lists.shelf),
    "dates.html": (params.DatesParams, calendar.dates),
    "year.html": (params.YearParams, calendar.year),
    "month.html": (params.MonthParams, calendar.month),
    "day.html": (params.DayParams, calendar.day),
    "home.html": (params.HomeParams, service.home),
    "about.html": (params.AboutParams, service.about),
    "report.html": (params.ReportParams, service.report),
    "removed.html": (params.RemovedParams, service.removed),
    "404.html": (params.PlainParams, service.plain),
    "redirect.html": (params.RedirectParams, service.redirect),
    "feed.atom": (params.FeedParams, service.feed),
    "sitemap.xml": (params.SitemapParams, service.sitemap),
}
"""Each template with the params the plan sends it and the function that makes its view."""

_DECODERS = {name: msgspec.json.Decoder(params) for name, (params, _) in VIEWS.items()}
_UNFIT = bytes(code for code in (*range(32), 127) if code not in b"\t\n\r")


def page(page: Page, library: Library, config: Config, templates: Path | None) -> bytes:
    """The bytes of one page; `templates` is the site's own template folder, looked through before the built-in one.

    Control characters are dropped, since neither HTML nor XML may hold them, and lone surrogates become question marks.
    """
    made = press(templates, config)
    if page.template not in VIEWS:
        return made.source(page.template)
    view = VIEWS[page.template][1](
        page, _DECODERS[page.template].decode(page.params), library, made
    )
    root = service.rooted(config.base_url) if page.path == urls.MISSING else urls.root(page.path)
    section = view.frame.section if hasattr(view, "frame") else ""
    header, footer = made.chrome("header.html", root, section), made.chrome("footer.html", root, "")
    text = made.template(page.template).render(
        view=view, site=made.site, root=root, header=header, footer=footer
    )
    return text.encode("utf-8", "replace").translate(None, _UNFIT)
