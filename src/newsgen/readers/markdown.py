"""`.md`: Markdown under YAML, TOML, JSON or Pelican front matter, or under none.

A person who writes Markdown means every line of it: a Markdown body is trusted with front matter and without.
"""

from newsgen.config import ReadersConfig
from newsgen.model import Problem, Raw
from newsgen.readers.shared import single_article
from newsgen.readers.shared.source import Items, Source


def read(source: Source, config: ReadersConfig) -> Items:
    """The article in a Markdown file."""
    file = single_article.text_of(source)
    if isinstance(file, Problem):
        yield file
        return
    parted = single_article.head_of(file.text, pelican=True)
    if parted:
        yield from single_article.article(source, config, file.data, parted, "text/markdown")
    else:
        hints = source.hints(trusted=True)
        yield Raw(source.origin(file.data), "text/markdown", file.text, hints)
