"""Which pages there are: the archive's entries, topics and links become a stream of pages, without a body being read."""

from collections.abc import Iterable, Iterator

from newsgen.config import Config
from newsgen.errors import NewsgenError
from newsgen.model import Page
from newsgen.plan.archive import Archive, Borderline

__all__ = ["Archive", "Borderline", "distinct", "pages"]


def pages(archive: Archive, config: Config) -> Iterator[Page]:
    """Every page of the site, one at a time, in a fixed order."""
    yield from ()


def distinct(planned: Iterable[Page]) -> Iterator[Page]:
    """`planned` as it comes; raises NewsgenError, naming both, where two pages would be written to one path."""
    seen: dict[str, str] = {}
    for page in planned:
        subject = f"{page.template} for {page.subjects[0] if page.subjects else 'the site'}"
        folded = page.path.lower()
        if folded in seen:
            raise NewsgenError(f"two pages would be written to {page.path} – {seen[folded]} and {subject} – report this with both names")
        seen[folded] = subject
        yield page
