"""`.txt`: raw text, every line as it stands, which is cleaned later; under front matter an article
whose lines all stay."""

from newsgen.config import ReadersConfig
from newsgen.model import Problem, Raw
from newsgen.readers.shared import single_article
from newsgen.readers.shared.source import Items, Source


def read(source: Source, config: ReadersConfig) -> Items:
    """The article in a text file."""
    file = single_article.text_of(source)
    if isinstance(file, Problem):
        yield file
        return
    parted = single_article.head_of(file.text, pelican=False)
    if parted:
        yield from single_article.article(source, config, file.data, parted, "text/plain")
    else:
        yield Raw(source.origin(file.data), "text/plain", file.text, source.hints())
