"""A row of a dump (one JSON object, one line of a table) → a raw article. Plain text stays to be cleaned; a body in HTML is trusted."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import xxhash

from newsgen.config import ReadersConfig
from newsgen.model import Block, Hints, Problem, Raw
from newsgen.readers.shared.fields import Fields, fields, has_body
from newsgen.readers.shared.single_article import exported
from newsgen.readers.shared.source import Source, origin
from newsgen.text.frontmatter import BASES, body

PART = 200
"""Characters of an item's own id, or address, that may name it in its container."""

NAMED = 50
"""Rows set aside that are named one by one; the rest is counted."""


class Rows:
    """The rows of one container, in order: gives each its part, and counts what is set aside.

    Parts that were given are held as 64-bit digests, the one thing that grows with the file."""

    def __init__(self, source: Source, config: ReadersConfig) -> None:
        self.source, self.config = source, config
        self.number = 0
        self.faults = 0
        self.seen: set[int] = set()

    def article(self, stated: object, data: bytes, line: int) -> Iterator[Raw | Problem]:
        """The article in one row that begins on `line`, its raw bytes being `data`."""
        self.number += 1
        if not isinstance(stated, Mapping):
            yield from self.fault(
                "no article in it – it is no object with keys", "give one object an article", line
            )
            return
        if any(key in BASES for key in stated):
            hints = exported(stated, self.source.hints(trusted=True))
            where = origin(self.source, data, line, self.part(hints.id))
            yield Raw(where, "text/markdown", body(_blocks(stated, hints.kinds)), hints)
            return
        read = self.read(stated)
        for wrong in read.faults:
            yield self.source.warning("field", wrong.message, wrong.hint, line)
        media_type, text = _body(read)
        if not text:
            named = has_body(
                (key for key in stated if isinstance(key, str)), self.config.fields.items()
            )
            why, hint = (
                ("its text is empty", "remove it")
                if named
                else (
                    "none of its keys is a text",
                    f"name it under [readers.fields]: {_names(stated)}",
                )
            )
            yield from self.fault(f"no article in it – {why}", hint, line)
            return
        where = origin(self.source, data, line, self.part(read.hints.id or read.hints.url))
        yield Raw(
            where,
            media_type,
            text,
            msgspec.structs.replace(read.hints, id="", trusted=media_type == "text/html"),
        )

    def read(self, stated: Mapping[Any, Any]) -> Fields:
        """The fields of a row; those of an object inside it (`_source`, `article`, `data`) where only that holds a text."""
        own = self.config.fields.items()
        read = fields(stated, "dump", own, self.source.hints())
        if read.text or read.html:
            return read
        for key in _WRAPPERS:
            inner = stated.get(key)
            if isinstance(inner, Mapping) and (
                (found := fields({**stated, **inner}, "dump", own, self.source.hints())).text
                or found.html
            ):
                return found
        return read

    def part(self, own: str) -> str:
        """What names the row: its own id or address where that is short and not taken, else its ordinal."""
        wanted = own if own and len(own) <= PART and not _UNFIT.search(own) else str(self.number)
        while (digest := xxhash.xxh3_64_intdigest(wanted.encode("utf-8", "replace"))) in self.seen:
            wanted = f"{wanted}~{self.number}"
        self.seen.add(digest)
        return wanted

    def fault(self, message: str, hint: str, line: int) -> Iterator[Problem]:
        """A row that is set aside, and why; counted only where there are many."""
        self.faults += 1
        if self.faults <= NAMED:
            yield self.source.problem("row", message, hint, line)

    def rest(self) -> Iterator[Problem]:
        """What is to be said when all is read: how many rows more were set aside, or that there were none."""
        if self.faults > NAMED:
            yield self.source.problem(
                "row",
                f"{self.faults - NAMED:,} more rows hold no article",
                "see those named before",
            )
        elif not self.number:
            yield self.source.problem(
                "empty", "no article in it – there is no item in it that newsgen knows", "remove it"
            )


_WRAPPERS = ("_source", "article", "data", "fields", "attributes", "document", "item")
_UNFIT = re.compile(r"[\s\x00-\x1f\x7f#]")
_TAGGED = re.compile(
    r"<(?:p|div|br|h[1-6]|ul|ol|blockquote|article|section)\b[^<>]*>", re.IGNORECASE
)


def _body(read: Fields) -> tuple[str, str]:
    if read.html:
        return "text/html", read.html
    return ("text/html" if _TAGGED.search(read.text) else "text/plain"), read.text


def _names(stated: Mapping[Any, Any]) -> str:
    return ", ".join(sorted(str(key)[:30] for key in list(stated)[:20]))


def _blocks(stated: Mapping[Any, Any], kinds: tuple[str, ...]) -> Iterator[Block]:
    """The blocks of newsgen's own export."""
    texts = stated.get("paragraphs")
    listed = [text for text in texts if isinstance(text, str)] if isinstance(texts, list) else []
    fitting = kinds if len(kinds) == len(listed) else ("paragraph",) * len(listed)
    for kind, text in zip(fitting, listed, strict=True):
        yield Block(kind if kind in _KINDS else "paragraph", text, None, 0)  # type: ignore[arg-type]  # checked on this line


_KINDS = frozenset(("paragraph", "subhead", "list", "quote", "verse", "table", "caption"))


def hints_of(stated: Mapping[str, object], source: Source, config: ReadersConfig) -> Hints:
    """The hints in the metadata of a feed's item, a mail or a news file, under the names of `dump`."""
    return fields(stated, "dump", config.fields.items(), source.hints()).hints
