"""The ledger: which id an article has, and at which address a story, copy or topic was published.

`ledger.jsonl` is input: it lies beside the configuration, and the archive's owner commits it. Lines
are only ever appended; a later line on the same thing replaces an earlier one. So mending a typo,
a new title, a new date or a new grouping of copies never moves a published address.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from newsgen.errors import UsageError

FILE = "ledger.jsonl"


class ArticleLine(msgspec.Struct, frozen=True, tag_field="is", tag="article"):
    """An article's id, the file and part it was last seen in, and the digest of its bytes there."""

    id: str
    path: str
    part: str
    digest: str


class StoryLine(msgspec.Struct, frozen=True, tag_field="is", tag="story"):
    """A story's address, and the articles that are its copies."""

    id: str
    address: str
    members: tuple[str, ...]


class CopyLine(msgspec.Struct, frozen=True, tag_field="is", tag="printing"):
    """The address of the page of one copy, and the story it last belonged to.

    Its tag is the word that the first ledgers were written with.
    """

    id: str
    address: str
    story: str


class TopicLine(msgspec.Struct, frozen=True, tag_field="is", tag="topic"):
    """A topic with a page. The id is its slug, from which its address follows."""

    id: str
    name: str
    kind: str


Line = ArticleLine | StoryLine | CopyLine | TopicLine
_DECODER = msgspec.json.Decoder(Line)
_ORDER: tuple[type[Line], ...] = (ArticleLine, StoryLine, CopyLine, TopicLine)


class Ledger:
    """What the ledger says now.

    `articles`, `stories`, `copies` and `topics` give the latest line on each by id; `ids` gives the
    id of the article that was last seen at (path, part).
    """

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self._latest: dict[tuple[type[Line], str], Line] = {
            (type(line), line.id): line for line in lines
        }
        latest = self._latest.values()
        self.articles = {line.id: line for line in latest if isinstance(line, ArticleLine)}
        self.stories = {line.id: line for line in latest if isinstance(line, StoryLine)}
        self.copies = {line.id: line for line in latest if isinstance(line, CopyLine)}
        self.topics = {line.id: line for line in latest if isinstance(line, TopicLine)}
        self.ids = {(line.path, line.part): line.id for line in self.articles.values()}

    def news(self, lines: Iterable[Line]) -> tuple[Line, ...]:
        """Those of `lines` that say what the ledger does not say yet, ordered by kind and id."""
        new = [line for line in lines if self._latest.get((type(line), line.id)) != line]
        return tuple(sorted(new, key=lambda line: (_ORDER.index(type(line)), line.id)))


def ledger(source: Path) -> Ledger:
    """The ledger of the site at `source`; empty where there is no file.

    Raises UsageError naming the line that cannot be read.
    """
    path = source / FILE
    if not path.is_file():
        return Ledger()
    lines: list[Line] = []
    for number, text in enumerate(path.read_bytes().splitlines(), 1):
        try:
            lines.append(_DECODER.decode(text))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise UsageError(
                f"{path}:{number}: not a line of a ledger – {error}"
                " – restore it from your version control"
            ) from None
    return Ledger(lines)


def append(source: Path, lines: Iterable[Line]) -> None:
    """Add lines to the ledger of the site at `source`, in one write."""
    text = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
    if not text:
        return
    path = source / FILE
    with path.open("ab") as target:
        target.write(b"\n" * _lacks_newline(path) + text)


def _lacks_newline(path: Path) -> bool:
    """True where the file ends in the middle of a line."""
    data = path.read_bytes()
    return bool(data) and not data.endswith(b"\n")
