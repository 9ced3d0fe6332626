"""`.json`: a list of objects, one object, objects one after another, or one that holds the list (`{"articles": […]}`, JSON Feed).

A list is streamed: what is decoded grows by what one object needs, so a dump of any size takes the memory of its largest article.
"""

import codecs
import json
import re
from collections.abc import Iterator, Mapping

from newsgen.config import ReadersConfig
from newsgen.model import Problem, Raw
from newsgen.readers.shared.dump_rows import Rows
from newsgen.readers.shared.source import LARGEST, Source
from newsgen.text.encoding import decoded

CHUNK = 1 << 20
"""Bytes read at a time."""

HOLDERS = (
    "articles",
    "items",
    "docs",
    "documents",
    "data",
    "results",
    "entries",
    "posts",
    "stories",
    "records",
    "rows",
    "hits",
    "response",
    "feed",
)
"""Keys under which an object may hold the list of articles."""


def read(source: Source, config: ReadersConfig) -> Iterator[Raw | Problem]:
    """The articles in a JSON file."""
    rows = Rows(source, config)
    window = _Window(source)
    while window.skipped():
        try:
            value, data, line = window.value()
        except ValueError as error:
            first = not rows.number
            rows.number += 1
            kept = "mend it; what came before is kept" if window.listed and not first else "mend it"
            yield from rows.fault(f"not read – it is not valid JSON ({error})", kept, window.line)
            if first or window.listed or not window.next_line():
                break
            continue
        items = _held(value)
        for item in items:
            yield from rows.article(
                item, data if len(items) == 1 else json.dumps(item, sort_keys=True).encode(), line
            )
    yield from rows.rest()


class _Window:
    """The part of the file that is decoded: `text` from `at` on is still to be read, and begins on `line`."""

    def __init__(self, source: Source) -> None:
        self.stream = source.stream
        first = self.stream.read(CHUNK)
        found = decoded(first[:65536])
        name = {"utf-8": "utf-8-sig", "": "utf-8-sig"}.get(found.encoding, found.encoding)
        try:
            self.decoder = codecs.getincrementaldecoder(name)("replace")
        except LookupError:
            self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.text = self.decoder.decode(first, final=not first)
        self.at = 0
        self.line = 1
        self.listed = False
        self.ended = not first

    def skipped(self) -> bool:
        """Move past white space, commas and the brackets of the outermost list, reading on where the window ends; False at the end of the file."""
        while True:
            found = _NOT_SPACE.search(self.text, self.at)
            if not found:
                self.advance(len(self.text))
                if not self.more():
                    return False
                continue
            self.advance(found.start())
            sign = found[0]
            if sign == "[" and not self.listed:
                self.listed = True
            elif sign != "," and not (sign == "]" and self.listed):
                return True
            self.at += 1

    def value(self) -> tuple[object, bytes, int]:
        """The value that begins here, its raw bytes, its line, reading on until it is whole. Raises ValueError."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                if len(self.text) - self.at > LARGEST or not self.more():
                    raise ValueError(error.msg) from None
                continue
            except RecursionError:
                raise ValueError("lists stand in lists too deep") from None
            line, data = self.line, self.text[self.at : end].encode("utf-8", "surrogatepass")
            self.advance(end)
            return value, data, line

    def next_line(self) -> bool:
        """Move to the next line; False where the window holds none."""
        end = self.text.find("\n", self.at)
        if end >= 0:
            self.advance(end)
        return end >= 0

    def advance(self, at: int) -> None:
        self.line += self.text.count("\n", self.at, at)
        self.at = at

    def more(self) -> bool:
        """Read on, doubling what is there; False at the end of the file."""
        if self.ended:
            return False
        self.text, self.at = self.text[self.at :], 0
        data = self.stream.read(max(CHUNK, len(self.text)))
        self.ended = not data
        self.text += self.decoder.decode(data, final=self.ended)
        return True


_NOT_SPACE = re.compile(r"[^\s\ufeff\x00]")
_DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_constant=lambda _: None)


def _held(value: object) -> list[object]:
    """The articles in a value: the list that it holds, where it is no article itself."""
    if isinstance(value, Mapping):
        for key in HOLDERS:
            inner = value.get(key)
            if isinstance(inner, Mapping):
                return _held(inner) if _held(inner) != [inner] else [value]
            if (
                isinstance(inner, list)
                and inner
                and all(isinstance(item, Mapping) for item in inner)
            ):
                return list(inner)
        return [value]
    return list(value) if isinstance(value, list) else [value]
