"""The id of each item: the one it states, the ledger's, or one minted from its bytes.

So an article that is edited, or whose file is renamed, keeps its id, and with it its address.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from newsgen import urls
from newsgen.catalogue.ledger import ArticleLine, Ledger
from newsgen.decisions import ArticleNames
from newsgen.model import Record

Place = tuple[str, str]
"""Where an item lies: the name of its file below the articles' folder, and its part (empty for a
file that holds one article)."""
_OURS = re.compile(r"[0-9a-z]{13}")


class Item(Record, frozen=True):
    """What is known of an article before it is cleaned.

    `name` and `part` say where it lies; `digest` is the SHA-256 of its bytes, hexadecimal; `stated`
    the id that it states itself (else empty); `outlet` the outlet within which repeated lines are
    counted (empty: unknown); `lines` one 64-bit digest a line (8 bytes each, little-endian; none
    for a trusted body).
    """

    name: str
    part: str
    digest: str
    stated: str
    outlet: str
    lines: bytes

    @property
    def place(self) -> Place:
        """Where the item lies."""
        return self.name, self.part


def minted(digest: str, place: str = "") -> str:
    """An id made from the hexadecimal digest of an item's bytes, and from the place where it lies
    if another article has the same bytes.

    >>> minted("0" * 64)
    '0000000000000'
    """
    if place:
        digest = hashlib.sha256(f"{digest}\n{place}".encode("utf-8", "surrogatepass")).hexdigest()
    return urls.identifier(int(digest[:16], 16))


def from_stated(text: str) -> str:
    """The id of an article that states `text` as its id: that text where it is an id of ours, else
    an id made from it."""
    if _OURS.fullmatch(text):
        return text
    return minted(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def identities(items: Iterable[Item], ledger: Ledger) -> dict[Place, str]:
    """The id of every item by its place; the same for any order of the items.

    Each item gets the first of these ids that no item before it has got: the id it states; the
    ledger's id for its place; the ledger's id for a place that is gone and held the same bytes (a
    rename); a new id minted from its bytes; one minted from its bytes and its place.
    """
    ordered = sorted(items, key=lambda item: item.place)
    renamed = _renamed(ledger, {item.place for item in ordered})
    ids: dict[Place, str] = {}
    taken: set[str] = set()

    def claim(item: Item, wanted: str) -> None:
        if wanted and wanted not in taken and item.place not in ids:
            ids[item.place] = wanted
            taken.add(wanted)

    for item in ordered:
        claim(item, from_stated(item.stated) if item.stated else "")
    for item in ordered:
        claim(item, ledger.ids.get(item.place, ""))
    for item in ordered:
        claim(item, renamed.get(item.digest, ""))
    for item in ordered:
        plain = minted(item.digest)
        claim(item, plain if plain not in ledger.articles else "")
        claim(item, minted(item.digest, f"{item.name}\n{item.part}"))
    return ids


def names(items: Iterable[Item], ids: Mapping[Place, str]) -> ArticleNames:
    """The names by which a decision may call each article: its id, its source, the id it states."""
    return ArticleNames(
        ids=frozenset(ids.values()),
        sources={(f"{name}#{part}" if part else name): ids[name, part] for name, part in ids},
        stated={item.stated: ids[item.place] for item in items if item.stated},
    )


def ledger_lines(items: Iterable[Item], ids: Mapping[Place, str]) -> Iterator[ArticleLine]:
    """What the ledger is to say of the items."""
    for item in items:
        yield ArticleLine(ids[item.place], item.name, item.part, item.digest)


def remembered_items(ledger: Ledger, files: Iterable[str]) -> Iterator[Item]:
    """The items that the ledger last saw in `files` (names below the articles' folder)."""
    present = set(files)
    for line in ledger.articles.values():
        if line.path in present:
            yield Item(line.path, line.part, line.digest, stated="", outlet="", lines=b"")


def _renamed(ledger: Ledger, places: set[Place]) -> dict[str, str]:
    """The digest of each article whose place is gone → its id."""
    gone = [line for line in ledger.articles.values() if (line.path, line.part) not in places]
    in_order = sorted(gone, key=lambda line: (line.path, line.part), reverse=True)
    return {line.digest: line.id for line in in_order}
