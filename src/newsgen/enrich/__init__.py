"""Topics and links: what a story is about, the same names joined across the archive, and which
stories belong together. Pure."""

from newsgen.enrich.descriptions import Description, Descriptions, Naming, description, naming
from newsgen.enrich.links import Facts, Linked, links, relinked, touched, word_keys
from newsgen.enrich.recognition.mentions import mentions
from newsgen.enrich.topics.editor_decisions import Suggestion, check
from newsgen.enrich.topics.name_authority import NameAuthority
from newsgen.enrich.topics.resolution import (
    ResolvedTopics,
    resolution,
    topics_of,
    updated_authority,
)

__all__ = [
    "Description",
    "Descriptions",
    "Facts",
    "Linked",
    "NameAuthority",
    "Naming",
    "ResolvedTopics",
    "Suggestion",
    "check",
    "description",
    "links",
    "mentions",
    "naming",
    "relinked",
    "resolution",
    "topics_of",
    "touched",
    "updated_authority",
    "word_keys",
]
