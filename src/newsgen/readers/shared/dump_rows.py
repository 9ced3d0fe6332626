"""Makes raw articles of the rows of a dump (JSON objects, lines of a table). Plain text is cleaned
later; a body in HTML is trusted."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from newsgen.config import ReadersConfig
from newsgen.model import Block, Hints, Problem, Raw
from newsgen.readers.shared.fields import Fields, fields, has_body
from newsgen.readers.shared.single_article import exported
from newsgen.readers.shared.source import Items, Source, part_digest
from newsgen.text.frontmatter import BASES, body

PART = 200
"""Characters of an item's own id, or address, that may name it in its container."""

SHOWN_KEYS, SHOWN = 20, 30
"""Keys of a row without a text that its problem shows, and characters of each."""

NAMED = 50
"""Rows set aside that are named one by one; further ones are counted."""

DumpObject = Mapping[Any, Any]
"""An object of a dump: keys and values as they were decoded."""


class DumpRows:
    """The rows of one container, in order: gives each its part, and counts those that are set aside.

    The parts that were given are kept as 64-bit digests: nothing else in memory grows with the file.
    """

    def __init__(self, source: Source, config: ReadersConfig) -> None:
        self.source, self.config = source, config
        self.number = 0
        self.faults = 0
        self.parts: set[int] = set()

    def article(self, stated: object, data: bytes, line: int) -> Items:
        """The article in the next row, which begins on `line` and whose raw bytes are `data`."""
        self.number += 1
        if not isinstance(stated, Mapping):
            message = "no article in it – it is no object with keys"
            yield from self.fault(message, "give one object an article", line)
            return
        if any(key in BASES for key in stated):
            yield self._exported(stated, data, line)
            return
        row = self.fields(stated)
        for fault in row.faults:
            yield self.source.warning("field", fault.message, fault.hint, line)
        if not row.html and not row.text:
            yield from self._without_text(stated, line)
            return
        is_html = bool(row.html or _TAGGED.search(row.text))
        yield Raw(
            self.source.origin(data, line, self.part(row.hints.id or row.hints.url)),
            "text/html" if is_html else "text/plain",
            row.html or row.text,
            msgspec.structs.replace(row.hints, id="", trusted=is_html),
        )

    def fields(self, stated: DumpObject) -> Fields:
        """The fields of a row; those of an object inside it (`_source`, `article`, `data`) where
        only that holds a text."""
        row = self._fields(stated)
        if row.text or row.html:
            return row
        for key in _WRAPPERS:
            inner = stated.get(key)
            if isinstance(inner, Mapping):
                unwrapped = self._fields({**stated, **inner})
                if unwrapped.text or unwrapped.html:
                    return unwrapped
        return row

    def part(self, own: str) -> str:
        """What names the row: its own id or address where that is short and not taken, else its ordinal."""
        is_fit = own and len(own) <= PART and not _UNFIT.search(own)
        part = own if is_fit else str(self.number)
        while (digest := part_digest(part)) in self.parts:
            part = f"{part}~{self.number}"
        self.parts.add(digest)
        return part

    def fault(self, message: str, hint: str, line: int) -> Iterator[Problem]:
        """The problem of a row that is set aside; none where many were set aside before, which are
        only counted."""
        self.faults += 1
        if self.faults <= NAMED:
            yield self.source.problem("row", message, hint, line)

    def summary(self) -> Iterator[Problem]:
        """What is to be said when all is read: how many more rows were set aside, or that there
        were none at all."""
        if self.faults > NAMED:
            message = f"{self.faults - NAMED:,} more rows hold no article"
            yield self.source.problem("row", message, "see those named before")
        elif not self.number:
            message = "no article in it – there is no item in it that newsgen knows"
            yield self.source.problem("empty", message, "remove it")

    def _fields(self, stated: DumpObject) -> Fields:
        """The fields that an object states itself."""
        own = self.config.fields.items()
        base = self.source.hints()
        return fields(stated, "dump", own, base)

    def _exported(self, stated: DumpObject, data: bytes, line: int) -> Raw:
        """The article in a row of newsgen's own export."""
        hints = exported(stated, self.source.hints(trusted=True))
        blocks = _blocks(stated, hints.kinds)
        origin = self.source.origin(data, line, self.part(hints.id))
        return Raw(origin, "text/markdown", body(blocks), hints)

    def _without_text(self, stated: DumpObject, line: int) -> Iterator[Problem]:
        """The problem of a row without a text: whether a key names one."""
        keys = [key for key in stated if isinstance(key, str)]
        if has_body(keys, self.config.fields.items()):
            yield from self.fault("no article in it – its text is empty", "remove it", line)
            return
        shown = sorted(str(key)[:SHOWN] for key in list(stated)[:SHOWN_KEYS])
        hint = f"name it under [readers.fields]: {', '.join(shown)}"
        message = "no article in it – none of its keys is a text"
        yield from self.fault(message, hint, line)


def hints_of(stated: Mapping[str, object], source: Source, config: ReadersConfig) -> Hints:
    """The hints in the metadata of a feed's item, a mail or a news file, whose keys are names of
    the table `dump`."""
    own = config.fields.items()
    read = fields(stated, "dump", own, source.hints())
    return read.hints


_WRAPPERS = ("_source", "article", "data", "fields", "attributes", "document", "item")
_UNFIT = re.compile(r"[\s\x00-\x1f\x7f#]")
_TAGGED = re.compile(
    r"<(?:p|div|br|h[1-6]|ul|ol|blockquote|article|section)\b[^<>]*>", re.IGNORECASE
)


def _blocks(stated: DumpObject, kinds: tuple[str, ...]) -> Iterator[Block]:
    """The blocks of newsgen's own export; all are paragraphs where there is not one kind for each text."""
    listed = stated.get("paragraphs")
    texts: list[str] = []
    if isinstance(listed, list):
        texts = [text for text in listed if isinstance(text, str)]
    if len(kinds) != len(texts):
        kinds = ("paragraph",) * len(texts)
    for name, text in zip(kinds, texts, strict=True):
        kind = name if name in _KINDS else "paragraph"
        yield Block(kind, text, None, 0)  # type: ignore[arg-type]  # checked on the line above


_KINDS = frozenset(("paragraph", "subhead", "list", "quote", "verse", "table", "caption"))
