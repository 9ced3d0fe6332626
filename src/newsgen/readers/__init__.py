"""Files → raw articles, each with what its file states of it; nothing is cleaned here.

`formats` is the table of formats, `reading` reads one file by it; each format has a module of its own.
`Format`, `Reader` and `Source` are what a package that adds a format needs (see docs/formats.md).
"""

from newsgen.readers.formats import FORMATS, INSTALLATION, Format, Reader
from newsgen.readers.reading import is_container, known, read, version
from newsgen.readers.shared.source import LARGEST, Source

__all__ = [
    "FORMATS",
    "INSTALLATION",
    "LARGEST",
    "Format",
    "Reader",
    "Source",
    "is_container",
    "known",
    "read",
    "version",
]
