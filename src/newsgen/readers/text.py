"""`.txt`: raw text, each line as it stands, to be cleaned; under front matter it is somebody's article, of which no line is cut."""

from collections.abc import Iterator

from newsgen.config import ReadersConfig
from newsgen.model import Problem, Raw
from newsgen.readers.shared import single_article
from newsgen.readers.shared.source import Source, origin


def read(source: Source, config: ReadersConfig) -> Iterator[Raw | Problem]:
    """The article in a text file."""
    found = single_article.text_of(source)
    if isinstance(found, Problem):
        yield found
    elif parted := single_article.head_of(found.text, pelican=False):
        yield from single_article.article(source, config, found.data, parted, "text/plain")
    else:
        yield Raw(origin(source, found.data), "text/plain", found.text, source.hints())
