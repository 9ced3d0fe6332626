"""From a planned page to its bytes: view records, templates, and nothing that another page could
change."""

from newsgen.render.library import Library
from newsgen.render.page import forget_templates, page
from newsgen.render.templates import digest
from newsgen.render.views import VIEWS

__all__ = ["VIEWS", "Library", "digest", "forget_templates", "page"]
