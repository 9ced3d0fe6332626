"""What the function of a view is given beside the params of its page."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from markupsafe import Markup

from newsgen.model import Article, Page
from newsgen.render.library import Library
from newsgen.render.provenance import lenders
from newsgen.render.shared_views import NeighbourView, SharedViews
from newsgen.render.templates import Site, Templates


class PageContext(NamedTuple):
    """The page to be rendered, the way from it to the site's root (empty, or ending in a slash),
    the records that it may show, the templates, and what it shows alike with other pages."""

    page: Page
    root: str
    library: Library
    templates: Templates
    shared: SharedViews

    @property
    def site(self) -> Site:
        """What every template may know of the site."""
        return self.templates.site

    def rows(self, ids: Iterable[str], *, brief: bool = False) -> tuple[Markup, ...]:
        """Stories as rows of a list, `brief` ones with date and agency alone."""
        return self.shared.rows(self.library, ids, self.root, brief=brief)

    def neighbour(self, story_id: str) -> NeighbourView:
        """A link to a neighbouring story in time."""
        return self.shared.neighbour(self.library, story_id, self.root)

    def length(self, article: Article) -> int:
        """How many words the body of a copy has."""
        return self.shared.length(self.library, article)

    def language(self, lang: str) -> Markup:
        """The attributes that mark text of `lang`, or of the archive's language where `lang` is
        empty."""
        return self.templates.language(lang)

    def fields(self, article: Article, names: Mapping[str, str]) -> Markup:
        """Why the fields of an article have their values; `names` says what each copy is called, by
        its id."""
        return self.templates.fields(article.evidence, lenders(article, names))
