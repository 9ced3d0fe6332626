"""Which id each item has: the one it states, the ledger's, or one minted from its bytes; so that editing or renaming a file keeps its address."""

import hashlib
import re
from collections.abc import Iterable

from newsgen import urls
from newsgen.catalogue.ledger import ArticleLine, Ledger
from newsgen.model import Record

_OURS = re.compile(r"[0-9a-z]{13}")


class Item(Record, frozen=True):
    """An article before it is one: file name, part, digest of the raw bytes, stated id (else empty), the outlet to count line repeats by (empty:
    unknown), and one 64-bit digest a line (8 bytes each, little-endian; none for a body that is trusted)."""

    name: str
    part: str
    digest: str
    stated: str
    outlet: str
    lines: bytes


def minted(digest: str, place: str = "") -> str:
    """An id from the hexadecimal digest of an item's bytes, and from its place where those bytes are already taken.

    >>> minted("0" * 64)
    '0000000000000'
    """
    if place:
        digest = hashlib.sha256(f"{digest}\n{place}".encode("utf-8", "surrogatepass")).hexdigest()
    return urls.identifier(int(digest[:16], 16))


def stated(text: str) -> str:
    """The id of an article that states one: itself where it is one of ours, else one made from it."""
    return (
        text
        if _OURS.fullmatch(text)
        else minted(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    )


def identities(items: Iterable[Item], ledger: Ledger) -> dict[tuple[str, str], str]:
    """The id of every item, by (name, part); the same for any order of the items.

    A stated id wins; then the place that the ledger knows; then a place that has gone and held the same bytes (a rename); then a new id.
    """
    ordered = sorted(items, key=lambda item: (item.name, item.part))
    places = {(item.name, item.part) for item in ordered}
    found: dict[tuple[str, str], str] = {}
    taken: set[str] = set()

    def claim(item: Item, wanted: str) -> None:
        if wanted and wanted not in taken and (item.name, item.part) not in found:
            found[item.name, item.part] = wanted
            taken.add(wanted)

    for item in ordered:
        claim(item, stated(item.stated) if item.stated else "")
    for item in ordered:
        claim(item, ledger.ids.get((item.name, item.part), ""))
    gone = _gone(ledger.sources.values(), places)
    for item in ordered:
        claim(item, gone.get(item.digest, ""))
    for item in ordered:
        if (item.name, item.part) not in found:
            plain = minted(item.digest)
            claim(item, plain if plain not in ledger.sources else "")
        if (item.name, item.part) not in found:
            claim(item, minted(item.digest, f"{item.name}\n{item.part}"))
    return found


def lines(items: Iterable[Item], ids: dict[tuple[str, str], str]) -> Iterable[ArticleLine]:
    """What the ledger is to say of the items."""
    return (
        ArticleLine(ids[item.name, item.part], item.name, item.part, item.digest) for item in items
    )


def _gone(sources: Iterable[ArticleLine], places: set[tuple[str, str]]) -> dict[str, str]:
    absent = [line for line in sources if (line.path, line.part) not in places]
    return {
        line.digest: line.id
        for line in sorted(absent, key=lambda line: (line.path, line.part), reverse=True)
    }
