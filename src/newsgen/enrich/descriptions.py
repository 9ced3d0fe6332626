"""What is kept of each story once its mentions are found: all that lists, topics and links need."""

from collections.abc import Iterable, Mapping

import msgspec

from newsgen.enrich.links import word_keys
from newsgen.enrich.summary import summary
from newsgen.model import Article, Mention, Published, Record


class Naming(Record, frozen=True):
    """What a story names: its salient mentions by weight, and the keys of its rarer words."""

    mentions: tuple[Mention, ...]
    keys: tuple[int, ...]


class Description(Record, frozen=True):
    """A story as its lead describes it (with lent fields): what lists show of it, and a `Naming`,
    encoded, which is decoded only for the stories that are asked about."""

    title: str
    derived: bool
    published: Published | None
    place: str
    agency: str
    summary: str
    lang: str
    naming: msgspec.Raw


_NAMING = msgspec.msgpack.Decoder(Naming)
_ENCODER = msgspec.msgpack.Encoder()


class Descriptions(dict[str, Description]):
    """The description of each story by id."""

    def __init__(self, descriptions: Mapping[str, Description] | None = None) -> None:
        super().__init__(descriptions or {})
        self._namings: dict[str, Naming] = {}

    def naming(self, story_id: str) -> Naming:
        """What a story names; decoded when it is first asked for."""
        known = self._namings.get(story_id)
        if known is None:
            known = self._namings[story_id] = naming(self[story_id])
        return known


def description(article: Article, mentions: Iterable[Mention]) -> Description:
    """The description of a story with the lead `article`, in which `mentions` were found."""
    salient = tuple([mention for mention in mentions if mention.salient])
    bases = {evidence.field: evidence.basis for evidence in article.evidence}
    return Description(
        title=article.title,
        derived=bases.get("title") == "derived",
        published=article.published,
        place=article.place,
        agency=article.agency,
        summary=summary(article),
        lang=article.lang,
        naming=msgspec.Raw(_ENCODER.encode(Naming(salient, word_keys(article)))),
    )


def naming(one: Description) -> Naming:
    """What a described story names."""
    return _NAMING.decode(one.naming)
