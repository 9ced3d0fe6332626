"""Cuts the items of an XML feed out of the stream, one after another, each with the head of the
feed: so a file of any size is read."""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

CHUNK = 1 << 18
"""Bytes read at a time."""

HEAD = 1 << 20
"""Bytes that may stand before the first item."""

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest item."""

LONGEST_MARK = 12
"""Bytes at the end of the window that may be the beginning of a mark: no mark is longer than
`<![CDATA[`, and a sign follows a tag's name."""

BEHIND = 9
"""Bytes that have to follow a mark in the window, so that the mark is known to be whole."""

_MARK = re.compile(rb"<!\[CDATA\[|<!--|<(/?)(?:item|entry)(?=[\s>/])")
_ENDS = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}
"""What ends a section that begins with this mark; nothing inside it is a tag."""


class XmlItem(NamedTuple):
    """An item of a feed: its bytes from tag to tag, the line on which it begins, and what stands in
    the file before the first item."""

    data: bytes
    line: int
    head: bytes


def items(stream: BinaryIO) -> Iterator[XmlItem]:
    """The items of a feed. Nothing inside a CDATA section or a comment is taken for a tag; an item
    that never ends is left out."""
    window = _XmlWindow(stream)
    head: bytes | None = None
    start, position, line = -1, 0, 1  # `start` is -1 outside of an item
    while (mark := window.search(_MARK, position)) is not None:
        if mark[0] in _ENDS:
            position = window.find(_ENDS[mark[0]], mark.end())
            if position < 0:
                return
            continue
        position = mark.end()
        is_closing = bool(mark[1])
        if not is_closing and start < 0:
            start = mark.start()
            head = window.data[:start] if head is None else head
        elif is_closing and start >= 0:
            end = window.find(b">", position)
            if end < 0:
                return
            line += window.data.count(b"\n", 0, start)
            yield XmlItem(window.data[start:end], line, head or b"")
            line += window.data.count(b"\n", start, end)
            window.drop(end)
            start, position = -1, 0
        if start < 0 and head is None and position > HEAD:
            return


class _XmlWindow:
    """The part of the stream that is held in memory, from the end of the last item on."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.data = stream.read(CHUNK)

    def search(self, pattern: re.Pattern[bytes], position: int) -> re.Match[bytes] | None:
        """The next match from `position`; one that touches the end of the window is looked for
        again with more of the stream."""
        while True:
            match = pattern.search(self.data, position)
            if match and match.end() + BEHIND < len(self.data):
                return match
            position = match.start() if match else max(position, len(self.data) - LONGEST_MARK)
            if not self.read_on():
                return match

    def find(self, ending: bytes, position: int) -> int:
        """The place after the next `ending`; -1 where there is none."""
        while (place := self.data.find(ending, position)) < 0:
            position = max(position, len(self.data) - len(ending))
            if not self.read_on():
                return -1
        return place + len(ending)

    def drop(self, end: int) -> None:
        """Let go of the bytes before `end`."""
        self.data = self.data[end:]

    def read_on(self) -> bool:
        """Read as much again as the window holds; False at the end of the stream, and where the
        window holds too much already."""
        if len(self.data) > LARGEST:
            return False
        data = self.stream.read(max(CHUNK, len(self.data)))
        self.data += data
        return bool(data)
