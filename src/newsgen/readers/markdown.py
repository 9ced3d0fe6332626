"""`.md`: Markdown under YAML, TOML, JSON or Pelican front matter, or under none.

Whoever writes Markdown means every line of it: a Markdown body is trusted with front matter and without.
"""

from collections.abc import Iterator

from newsgen.config import ReadersConfig
from newsgen.model import Problem, Raw
from newsgen.readers.shared import single_article
from newsgen.readers.shared.source import Source, origin


def read(source: Source, config: ReadersConfig) -> Iterator[Raw | Problem]:
    """The article in a Markdown file."""
    found = single_article.text_of(source)
    if isinstance(found, Problem):
        yield found
    elif parted := single_article.head_of(found.text, pelican=True):
        yield from single_article.article(source, config, found.data, parted, "text/markdown")
    else:
        yield Raw(
            origin(source, found.data), "text/markdown", found.text, source.hints(trusted=True)
        )
