"""From a planned page to its bytes: view records, templates, and nothing that another page could
change."""

from functools import lru_cache
from pathlib import Path

import msgspec

from newsgen import urls
from newsgen.config import Config
from newsgen.model import Page
from newsgen.render.context import PageContext
from newsgen.render.library import Library
from newsgen.render.service import root_of_any_address
from newsgen.render.shared_views import SharedViews
from newsgen.render.templates import Site, Templates, site, theme
from newsgen.render.views import VIEWS

_DECODERS = {
    template: msgspec.json.Decoder(page_view.params) for template, page_view in VIEWS.items()
}
_KEPT_CONTROLS = b"\t\n\r"
_CONTROLS = bytes([code for code in (*range(32), 127) if code not in _KEPT_CONTROLS])


def page(page: Page, library: Library, config: Config, folder: Path | None) -> bytes:
    """The bytes of one page; `folder` holds the site's own templates, which are taken before the
    built-in ones.

    Control characters are dropped, since neither HTML nor XML may hold them, and lone surrogates become
    question marks.
    """
    templates, shared = _of_site(folder, site(config))
    if page.template not in VIEWS:
        return templates.source(page.template)

    root = urls.root(page.path)
    context = PageContext(page, root, library, templates, shared)
    params = _DECODERS[page.template].decode(page.params)
    view = VIEWS[page.template].make(params, context)

    if page.path == urls.MISSING:
        root = root_of_any_address(config.base_url)
    section = view.frame.section if hasattr(view, "frame") else ""
    html = templates.template(page.template).render(
        view=view,
        site=templates.site,
        root=root,
        header=templates.chrome("header.html", root, section),
        footer=templates.chrome("footer.html", root, ""),
    )
    return html.encode("utf-8", "replace").translate(None, _CONTROLS)


def forget_templates() -> None:
    """Drop the compiled templates of this process and what was rendered with them, so that the next
    page is rendered with the files as they are now: the file of a compiled template is not looked
    at again."""
    theme.cache_clear()
    _of_site.cache_clear()


@lru_cache(maxsize=4)
def _of_site(folder: Path | None, site: Site) -> tuple[Templates, SharedViews]:
    """The templates of a site and what its pages show alike."""
    templates = Templates(folder, site)
    return templates, SharedViews(templates)
