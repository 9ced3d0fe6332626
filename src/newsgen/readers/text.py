"""`.txt`: raw text, each line as it stands, to be cleaned; under front matter it is somebody's article, of which no line is cut."""

from collections.abc import Iterator

from newsgen.config import ReadersConfig
from newsgen.model import Problem, Raw
from newsgen.readers import fronted
from newsgen.readers.source import Source, origin


def read(source: Source, config: ReadersConfig) -> Iterator[Raw | Problem]:
    """The article in a text file."""
    found = fronted.text_of(source)
    if isinstance(found, Problem):
        yield found
    elif parted := fronted.head_of(found.text, pelican=False):
        yield from fronted.article(source, config, found.data, parted, "text/plain")
    else:
        yield Raw(origin(source, found.data), "text/plain", found.text, source.hints())
