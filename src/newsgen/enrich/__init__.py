"""Topics and links: what a story is about, the same names joined across the archive, and which stories belong together. Pure."""

from newsgen.enrich.descriptions import Description, Descriptions, Naming, description, naming
from newsgen.enrich.links import Facts, Linked, keys, links, relinked, touched
from newsgen.enrich.mentions.mentions import mentions
from newsgen.enrich.topics.editor_decisions import Suggestion, check
from newsgen.enrich.topics.name_authority import Drawers
from newsgen.enrich.topics.resolution import Folded, filed, fold, named

VERSION = 1
"""Raised whenever the same input gives another result: what the catalogue remembers of this stage is then forgotten."""

__all__ = [
    "VERSION", "Description", "Descriptions", "Drawers", "Facts", "Folded", "Linked", "Naming", "Suggestion",
    "check", "description", "filed", "fold", "keys", "links", "mentions", "named", "naming", "relinked", "touched",
]  # fmt: skip
