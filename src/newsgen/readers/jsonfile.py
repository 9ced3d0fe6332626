"""`.json`: a list of objects, one object, objects one after another, or one that holds the list
(`{"articles": […]}`, JSON Feed).

A list is streamed: the window that is decoded grows by what one object needs, so a dump of any size
takes the memory of its largest article.
"""

import codecs
import json
import re
from collections.abc import Mapping
from typing import NamedTuple

from newsgen.config import ReadersConfig
from newsgen.readers.shared.dump_rows import DumpRows
from newsgen.readers.shared.source import LARGEST, Items, Source
from newsgen.text.encoding import decoded

CHUNK = 1 << 20
"""Bytes read at a time."""

PROBE = 65536
"""Bytes at the start of a file that show its encoding."""

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


def read(source: Source, config: ReadersConfig) -> Items:
    """The articles in a JSON file."""
    rows = DumpRows(source, config)
    window = _JsonWindow(source)
    while window.skip():
        try:
            value, data, line = window.value()
        except ValueError as error:
            is_first = not rows.number
            rows.number += 1
            keeps_items = window.is_list and not is_first
            hint = "mend it; what came before is kept" if keeps_items else "mend it"
            yield from rows.fault(f"not read – it is not valid JSON ({error})", hint, window.line)
            if is_first or window.is_list or not window.next_line():
                break
            continue
        objects = _articles_in(value)
        for stated in objects:
            own = data if len(objects) == 1 else json.dumps(stated, sort_keys=True).encode()
            yield from rows.article(stated, own, line)
    yield from rows.summary()


class _JsonValue(NamedTuple):
    """A value of the file: decoded, its raw bytes, and the line on which it begins."""

    value: object
    data: bytes
    line: int


class _JsonWindow:
    """The part of the file that is decoded: `text` from `position` on is still to be read, and
    begins on `line`.

    `is_list` is True once the bracket of the outermost list has been read.
    """

    def __init__(self, source: Source) -> None:
        self.stream = source.stream
        first = self.stream.read(CHUNK)
        self.decoder = _decoder(decoded(first[:PROBE]).encoding)
        self.text = self.decoder.decode(first, final=not first)
        self.position = 0
        self.line = 1
        self.is_list = False
        self.has_ended = not first

    def skip(self) -> bool:
        """Move to the next value, past white space, commas and the brackets of the outermost list;
        False at the end of the file."""
        while True:
            match = _NOT_SPACE.search(self.text, self.position)
            if not match:
                self.advance(len(self.text))
                if not self.read_on():
                    return False
                continue
            self.advance(match.start())
            sign = match[0]
            if sign == "[" and not self.is_list:
                self.is_list = True
            elif sign != "," and not (sign == "]" and self.is_list):
                return True
            self.position += 1

    def value(self) -> _JsonValue:
        """The value that begins here, read on until it is whole. Raises ValueError."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.position)
            except json.JSONDecodeError as error:
                if len(self.text) - self.position > LARGEST or not self.read_on():
                    raise ValueError(error.msg) from None
                continue
            except RecursionError:
                raise ValueError("lists stand in lists too deep") from None
            data = self.text[self.position : end].encode("utf-8", "surrogatepass")
            line = self.line
            self.advance(end)
            return _JsonValue(value, data, line)

    def next_line(self) -> bool:
        """Move to the next line; False where the window holds none."""
        end = self.text.find("\n", self.position)
        if end >= 0:
            self.advance(end)
        return end >= 0

    def advance(self, position: int) -> None:
        """Move to `position`."""
        self.line += self.text.count("\n", self.position, position)
        self.position = position

    def read_on(self) -> bool:
        """Read as much again as the window still holds; False at the end of the file."""
        if self.has_ended:
            return False
        self.text = self.text[self.position :]
        self.position = 0
        data = self.stream.read(max(CHUNK, len(self.text)))
        self.has_ended = not data
        self.text += self.decoder.decode(data, final=self.has_ended)
        return True


_NOT_SPACE = re.compile(r"[^\s\ufeff\x00]")
_DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_constant=lambda _: None)


def _decoder(encoding: str) -> codecs.IncrementalDecoder:
    """What decodes the file piece by piece; UTF-8 where the encoding has no name, or one that
    Python does not know."""
    name = "utf-8-sig" if encoding in ("utf-8", "") else encoding
    try:
        decoder = codecs.getincrementaldecoder(name)
    except LookupError:
        decoder = codecs.getincrementaldecoder("utf-8")
    return decoder("replace")


def _articles_in(value: object) -> list[object]:
    """The articles in a value: the objects of the list that it is or holds, else the value itself."""
    if isinstance(value, list):
        return value
    if not isinstance(value, Mapping):
        return [value]
    for key in HOLDERS:
        inner = value.get(key)
        if isinstance(inner, Mapping):
            articles = _articles_in(inner)
            return [value] if articles == [inner] else articles
        if isinstance(inner, list) and inner and _are_objects(inner):
            return inner
    return [value]


def _are_objects(values: list[object]) -> bool:
    """True where all values of a list are objects."""
    return all(isinstance(value, Mapping) for value in values)
