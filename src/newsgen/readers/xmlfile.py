"""`.xml`, `.rss`, `.atom`: the first bytes of the file tell whether it is a NITF document or a feed."""

from newsgen.config import ReadersConfig
from newsgen.readers import feed, nitf
from newsgen.readers.shared.source import Items, Source

PROBE = 4096
"""Bytes at the start of a file in which the root element of a NITF document is looked for."""


def read(source: Source, config: ReadersConfig) -> Items:
    """The article in a NITF document; the articles in any other XML file, which is taken for a feed."""
    if nitf.is_nitf(source.head(PROBE)):
        yield from nitf.read(source, config)
    else:
        yield from feed.read(source, config)
