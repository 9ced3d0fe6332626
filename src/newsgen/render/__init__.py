"""From a planned page to its bytes: view records, templates, and nothing that another page could change."""

from pathlib import Path

from newsgen.config import Config
from newsgen.model import Page
from newsgen.render.library import Library

__all__ = ["Library", "digest", "page"]


def page(page: Page, library: Library, config: Config, templates: Path | None) -> bytes:
    """The bytes of one page; `templates` is the site's own template folder, looked through before the built-in one."""
    raise NotImplementedError


def digest(templates: Path | None) -> str:
    """A digest of every template a page could be rendered with."""
    raise NotImplementedError
