"""What stories are about: each story's mentions, once a story; folded into topics over the archive; and the links between stories.

What folding and linking found is remembered with the descriptions it was made from, so a build opens only the keys that a new, changed or
removed story holds, and makes only the lists of stories it touches.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

import msgspec

from newsgen import enrich
from newsgen.catalogue import Catalogue, Row, packed
from newsgen.decisions import TopicDecisions
from newsgen.model import Article, Link, Mention, Published, Record, Story
from newsgen.pipeline.job import Job, Workshop, encoded, key, keyed, opened
from newsgen.text import sentences

T = TypeVar("T")
SO_FEW = 0.5
"""Share of the stories that may be new or changed for what is remembered of the others to be worth reading."""


class Naming(Record, frozen=True):
    """What a story names: its salient mentions by weight, and the keys of its rarer words. Read only where it is asked for."""

    mentions: tuple[Mention, ...]
    keys: tuple[int, ...]


class Described(Record, frozen=True):
    """A story as its lead (with the fields lent to it) describes it: what lists show of it, and a `Naming`, encoded."""

    title: str
    derived: bool
    published: Published | None
    place: str
    agency: str
    summary: str
    lang: str
    naming: msgspec.Raw


class Descriptions(dict[str, Described]):
    """The description of each story by id."""

    def __init__(self, found: Mapping[str, Described] | None = None) -> None:
        super().__init__(found or {})
        self._namings: dict[str, Naming] = {}

    def naming(self, story_id: str) -> Naming:
        """What a story names; decoded when it is first asked for, and kept."""
        found = self._namings.get(story_id)
        if found is None:
            found = self._namings[story_id] = _naming(self[story_id])
        return found


class Memory(Record, frozen=True):
    """What the last build knew of all stories together: the name file, and the links."""

    drawers: enrich.NameAuthority
    linked: enrich.Linked


class Subjects(Record, frozen=True):
    """The description of each story by id, the topics and each story's slugs, the links by source story, best first; and how many keys were
    folded and lists of links made for it."""

    described: dict[str, Described]
    folded: enrich.ResolvedTopics
    links: dict[str, tuple[Link, ...]]
    work: tuple[int, int]


_ARTICLE = msgspec.msgpack.Decoder(Article)
_DESCRIBED = msgspec.msgpack.Decoder(Described)
_NAMING = msgspec.msgpack.Decoder(Naming)
_DRAWERS = msgspec.msgpack.Decoder(enrich.NameAuthority)
_LINKED = msgspec.msgpack.Decoder(enrich.Linked)
_MEMORY = msgspec.msgpack.Encoder()
"""In any order of keys: what is remembered is equal where it is, but never compared as bytes."""


def subjects(
    shop: Workshop,
    stories: Sequence[Story],
    keys: Mapping[str, bytes],
    decisions: TopicDecisions,
    known: Mapping[str, tuple[str, str]],
) -> Subjects:
    """Topics and links of all stories; `keys` cover the texts of each story, `known` are the topics published before: slug → (name, kind)."""
    wanting = keyed("described", shop.job.config.enrich)
    wanted = {story.id: wanting(keys[story.id]) for story in stories}
    fresh = shop.catalogue.keys("described")
    stale = [story for story in stories if fresh.get(story.id) != wanted[story.id]]
    memory = remembered(shop.catalogue, fresh) if len(stale) < len(stories) * SO_FEW else None
    gone = (
        [*(fresh.keys() - wanted.keys()), *(story.id for story in stale if story.id in fresh)]
        if memory
        else ()
    )
    out = {
        story_id: _naming(_DESCRIBED.decode(shop.catalogue.get("described", story_id))).mentions
        for story_id in gone
    }
    found = _found(shop, stale, wanted)
    shop.catalogue.forget("described", fresh.keys() - wanted.keys())
    if len(stale) < len(stories):
        found = Descriptions(
            {
                story_id: found.get(story_id) or _DESCRIBED.decode(value)
                for story_id, value in shop.catalogue.all("described")
            }
        )
    come = [story.id for story in stale] if memory else found
    told, after = joined(memory, found, (out, come), decisions, known)
    if memory is None or any(told.work):
        remember(shop.catalogue, wanted, after)
    return told


def _found(shop: Workshop, stale: Sequence[Story], wanted: Mapping[str, bytes]) -> Descriptions:
    """The descriptions of `stale` stories, stored, and decoded while workers make the next."""
    found = Descriptions()

    def rows() -> Iterator[Row]:
        made = shop.engine.batches(partial(described, shop.job), (story.lead for story in stale))
        for story, value in zip(stale, made, strict=True):
            found[story.id] = _DESCRIBED.decode(value)
            found.naming(story.id)
            yield Row(story.id, wanted[story.id], value)

    shop.catalogue.put("described", rows())
    return found


def joined(
    memory: Memory | None,
    found: Descriptions,
    changes: tuple[Mapping[str, tuple[Mention, ...]], Iterable[str]],
    decisions: TopicDecisions,
    known: Mapping[str, tuple[str, str]],
) -> tuple[Subjects, Memory]:
    """Topics and links of all stories `found`, and what to remember of them. `changes` since `memory`: the mentions of stories as they were that
    are gone or changed, and the ids of those that are new or changed; without memory, none and all."""
    mentions = _Asked(found, lambda story_id: found.naming(story_id).mentions)
    out, come = changes
    drawers, folded_keys = enrich.updated_authority(
        memory.drawers if memory else {},
        out,
        {story_id: mentions[story_id] for story_id in come},
        mentions,
    )
    folded = enrich.topics_of(drawers, found, decisions, known)
    enrich.check(decisions, folded.names)
    facts = {
        story_id: enrich.Facts(item.published.date if item.published else "", folded.of[story_id])
        for story_id, item in found.items()
    }
    rare = _Asked(found, lambda story_id: found.naming(story_id).keys)
    linked, lists = enrich.relinked(
        memory.linked if memory else None, facts, rare, folded.topics, [*come]
    )
    return Subjects(dict(found), folded, linked.lists, (folded_keys, lists)), Memory(
        drawers, linked
    )


def remembered(catalogue: Catalogue, keys: Mapping[str, bytes]) -> Memory | None:
    """What was remembered of all stories, where it was made from the descriptions that have these `keys`, every one and no other."""
    mark = _mark(keys)
    marks = catalogue.keys("subjects")
    if any(marks.get(part) != mark for part in ("names", "links")):
        return None
    return Memory(
        _DRAWERS.decode(catalogue.body("names", "subjects")),
        _LINKED.decode(catalogue.body("links", "subjects")),
    )


def remember(catalogue: Catalogue, keys: Mapping[str, bytes], memory: Memory) -> None:
    """Keep what a build knows of all stories together, made from the descriptions that have these `keys`."""
    mark = _mark(keys)
    parts = {"names": memory.drawers, "links": memory.linked}
    catalogue.put(
        "subjects",
        (Row(name, mark, body=packed(_MEMORY.encode(part))) for name, part in parts.items()),
    )


def _mark(keys: Mapping[str, bytes]) -> bytes:
    return key("subjects", sorted(keys.items()))


class _Asked(Mapping[str, T]):
    """Something of each story, read as it is asked for."""

    def __init__(self, stories: Mapping[str, object], read: Callable[[str], T]) -> None:
        self._stories = stories
        self._read = read

    def __getitem__(self, story_id: str) -> T:
        return self._read(story_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._stories)

    def __len__(self) -> int:
        return len(self._stories)


def described(job: Job, leads: Sequence[str]) -> list[bytes]:
    """Stage: describe stories by their leads; the descriptions, encoded."""
    catalogue = opened(job.cache, job.run)
    with catalogue.still():
        articles = [copy(catalogue, lead) for lead in leads]
    found = enrich.mentions(articles, job.config.enrich)
    return [
        encoded(_described(article, mentions))
        for article, mentions in zip(articles, found, strict=True)
    ]


def _described(article: Article, mentions: Iterable[Mention]) -> Described:
    salient = tuple([mention for mention in mentions if mention.salient])
    return Described(
        title=article.title,
        derived=any(item.field == "title" and item.basis == "derived" for item in article.evidence),
        published=article.published,
        place=article.place,
        agency=article.agency,
        summary=_summary(article),
        lang=article.lang,
        naming=msgspec.Raw(encoded(Naming(salient, enrich.word_keys(article)))),
    )


def copy(catalogue: Catalogue, article_id: str) -> Article:
    """An article with the fields that other copies of its story lend it. Raises KeyError."""
    return _ARTICLE.decode(catalogue.body(article_id, "copy", "article"))


def _summary(article: Article) -> str:
    """The first sentence of the body that the title does not already say."""
    title = article.title.rstrip("….").casefold()
    for sentence in _sentences(article):
        if not title or not sentence.casefold().startswith(title):
            return sentence
    return ""


def _sentences(article: Article) -> Iterator[str]:
    for block in article.blocks:
        if block.kind in {"paragraph", "quote"}:
            yield from sentences.sentences(block.text)


def _naming(item: Described) -> Naming:
    return _NAMING.decode(item.naming)
