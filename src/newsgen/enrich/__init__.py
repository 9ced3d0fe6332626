"""Topics and links: what a story is about, the same names joined across the archive, and which stories belong together. Pure."""

from newsgen.enrich.drawers import Drawers
from newsgen.enrich.finding import mentions
from newsgen.enrich.folding import Folded, filed, fold, named
from newsgen.enrich.hand import Suggestion, check
from newsgen.enrich.links import Facts, Linked, keys, links, relinked, touched

VERSION = 1
"""Raised whenever the same input gives another result: what the catalogue remembers of this stage is then forgotten."""

__all__ = [
    "VERSION", "Drawers", "Facts", "Folded", "Linked", "Suggestion",
    "check", "filed", "fold", "keys", "links", "mentions", "named", "relinked", "touched",
]  # fmt: skip
