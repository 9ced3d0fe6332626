"""A format for newsgen: the issues of newspapers and magazines that were saved as EPUB."""

from newsgen_reader_epub.epub import FORMAT

__all__ = ["FORMAT"]
