"""The ledger: which id an article has and which address a story, copy or topic was published at, for ever.

`ledger.jsonl` is input: it lies beside the configuration and is committed by the archive's owner. It is append-only; a later line on the
same thing stands above an earlier one. So mending a typo, retitling, redating or clustering anew never moves a published address.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from newsgen.errors import UsageError

FILE = "ledger.jsonl"


class ArticleLine(msgspec.Struct, frozen=True, tag_field="is", tag="article"):
    """An article's id: where it lies and the digest of the bytes it was minted from or last seen with."""

    id: str
    path: str
    part: str
    digest: str


class StoryLine(msgspec.Struct, frozen=True, tag_field="is", tag="story"):
    """A story's address and the articles that are its copies."""

    id: str
    address: str
    members: tuple[str, ...]


class CopyLine(msgspec.Struct, frozen=True, tag_field="is", tag="printing"):
    """The address of a copy's own page, and the story it belonged to last."""

    id: str
    address: str
    story: str


class TopicLine(msgspec.Struct, frozen=True, tag_field="is", tag="topic"):
    """A topic with a page: its slug is its address."""

    id: str
    name: str
    kind: str


Line = ArticleLine | StoryLine | CopyLine | TopicLine
_LINE = msgspec.json.Decoder(Line)
_KINDS: tuple[type[Line], ...] = (ArticleLine, StoryLine, CopyLine, TopicLine)


class Ledger:
    """What the ledger says now: the latest line on each article (`sources`), story, copy and topic by id, and `ids`: (path, part) → id."""

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self._latest: dict[tuple[type[Line], str], Line] = {
            (type(line), line.id): line for line in lines
        }
        latest = self._latest.values()
        self.sources = {line.id: line for line in latest if isinstance(line, ArticleLine)}
        self.stories = {line.id: line for line in latest if isinstance(line, StoryLine)}
        self.copies = {line.id: line for line in latest if isinstance(line, CopyLine)}
        self.topics = {line.id: line for line in latest if isinstance(line, TopicLine)}
        self.ids = {(line.path, line.part): line.id for line in self.sources.values()}

    def news(self, lines: Iterable[Line]) -> tuple[Line, ...]:
        """Those of `lines` that say something the ledger does not say yet, in the order of kind and id."""
        fresh = [line for line in lines if self._latest.get((type(line), line.id)) != line]
        return tuple(sorted(fresh, key=lambda line: (_KINDS.index(type(line)), line.id)))


def ledger(source: Path) -> Ledger:
    """The ledger of the site at `source`; empty where there is no file. Raises UsageError naming the line that cannot be read."""
    path = source / FILE
    if not path.is_file():
        return Ledger()
    lines: list[Line] = []
    for number, text in enumerate(path.read_bytes().splitlines(), 1):
        try:
            lines.append(_LINE.decode(text))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise UsageError(
                f"{path}:{number}: not a line of a ledger – {error} – restore it from your version control"
            ) from None
    return Ledger(lines)


def append(source: Path, lines: Iterable[Line]) -> None:
    """Add lines to the ledger of the site at `source`, in one write."""
    text = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
    if text:
        path = source / FILE
        torn = path.is_file() and (data := path.read_bytes()) and not data.endswith(b"\n")
        with path.open("ab") as target:
            target.write(b"\n" * bool(torn) + text)
