"""The items of an XML feed, cut out of the stream one after another: each with the feed's own head, so that a file of any size is read."""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

CHUNK = 1 << 18
"""Bytes read at a time."""

HEAD = 1 << 20
"""Bytes that may stand before the first item."""

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest item."""

_MARK = re.compile(rb"<!\[CDATA\[|<!--|<(/?)(?:item|entry)(?=[\s>/])")


class Item(NamedTuple):
    """An item: its bytes from tag to tag, the line on which it begins, and what stands in the file before the first item."""

    data: bytes
    line: int
    head: bytes


def items(stream: BinaryIO) -> Iterator[Item]:
    """The items of a feed. Nothing inside a CDATA section or a comment is taken for a tag; an item that never ends is left out."""
    window = _Window(stream)
    head: bytes | None = None
    start, at, line = -1, 0, 1
    while (found := window.search(_MARK, at)) is not None:
        mark = found[0]
        if mark.startswith(b"<!"):
            at = window.find(b"]]>" if mark == b"<![CDATA[" else b"-->", found.end())
            if at < 0:
                return
            continue
        at = found.end()
        if not found[1] and start < 0:
            start = found.start()
            head = window.data[:start] if head is None else head
        elif found[1] and start >= 0:
            at = window.find(b">", at)
            if at < 0:
                return
            line += window.data.count(b"\n", 0, start)
            yield Item(window.data[start:at], line, head or b"")
            line += window.data.count(b"\n", start, at)
            window.drop(at)
            start, at = -1, 0
        if start < 0 and head is None and at > HEAD:
            return


class _Window:
    """The part of the stream that is looked at; `drop` moves on."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.data = stream.read(CHUNK)

    def search(self, pattern: re.Pattern[bytes], at: int) -> re.Match[bytes] | None:
        """The next match from `at`; one that touches the end of the window is looked for again with more."""
        while True:
            found = pattern.search(self.data, at)
            if found and found.end() + 9 < len(self.data):
                return found
            at = found.start() if found else max(at, len(self.data) - 12)
            if not self.more():
                return found

    def find(self, end: bytes, at: int) -> int:
        """Where the next `end` ends, -1 where there is none."""
        while (found := self.data.find(end, at)) < 0:
            at = max(at, len(self.data) - len(end))
            if not self.more():
                return -1
        return found + len(end)

    def drop(self, at: int) -> None:
        self.data = self.data[at:]

    def more(self) -> bool:
        if len(self.data) > LARGEST:
            return False
        data = self.stream.read(max(CHUNK, len(self.data)))
        self.data += data
        return bool(data)
