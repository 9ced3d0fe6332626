"""What stories are about: each story's mentions, once a story; folded into topics over the archive; and the links between stories."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import msgspec

from newsgen import enrich
from newsgen.catalogue import Catalogue, Row
from newsgen.decisions import TopicDecisions
from newsgen.model import Article, Link, Mention, Published, Record, Story
from newsgen.pipeline.job import Job, Workshop, encoded, key, opened
from newsgen.text import sentences, words


class Described(Record, frozen=True):
    """A story as its lead (with the fields lent to it) describes it: what lists show of it, its mentions, and what links compare."""

    title: str
    derived: bool
    published: Published | None
    place: str
    agency: str
    summary: str
    words: int
    lang: str
    mentions: tuple[Mention, ...]
    keys: tuple[int, ...]


class Subjects(Record, frozen=True):
    """The description of each story by id, the topics and each story's slugs, and the links by source story, best first."""

    described: dict[str, Described]
    folded: enrich.Folded
    links: dict[str, tuple[Link, ...]]


_ARTICLE = msgspec.msgpack.Decoder(Article)
_DESCRIBED = msgspec.msgpack.Decoder(Described)


def subjects(
    shop: Workshop, stories: Sequence[Story], keys: Mapping[str, bytes], decisions: TopicDecisions, known: Mapping[str, tuple[str, str]]
) -> Subjects:
    """Topics and links of all stories; `keys` cover the texts of each story, `known` are the topics published before: slug → (name, kind)."""
    wanted = {story.id: key("described", enrich.VERSION, shop.job.config.enrich, keys[story.id]) for story in stories}
    fresh = shop.catalogue.keys("described")
    stale = [story for story in stories if fresh.get(story.id) != wanted[story.id]]
    made = shop.engine.map(partial(described, shop.job), (story.lead for story in stale))
    shop.catalogue.put("described", (Row(story.id, wanted[story.id], value) for story, value in zip(stale, made, strict=True)))
    shop.catalogue.forget("described", fresh.keys() - wanted.keys())
    found = {story_id: _DESCRIBED.decode(value) for story_id, value in shop.catalogue.all("described")}
    folded = enrich.fold({story_id: item.mentions for story_id, item in found.items()}, decisions, known)
    enrich.check(decisions, folded.names)
    return Subjects(found, folded, _links(found, folded))


def described(job: Job, lead: str) -> bytes:
    """Stage: describe a story by its lead; the description, encoded."""
    article = printing(opened(job.cache, job.run), lead)
    derived = any(item.field == "title" and item.basis == "derived" for item in article.evidence)
    made = Described(
        title=article.title,
        derived=derived,
        published=article.published,
        place=article.place,
        agency=article.agency,
        summary=_summary(article),
        words=words.count("\n".join([block.text for block in article.blocks])),
        lang=article.lang,
        mentions=enrich.mentions(article, job.config.enrich),
        keys=enrich.keys(article),
    )
    return encoded(made)


def printing(catalogue: Catalogue, article_id: str) -> Article:
    """An article with the fields that other printings of its story lend it. Raises KeyError."""
    return _ARTICLE.decode(catalogue.body(article_id, "printing", "article"))


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


def _links(found: Mapping[str, Described], folded: enrich.Folded) -> dict[str, tuple[Link, ...]]:
    facts = (enrich.Facts(story_id, item.published, item.place, folded.of.get(story_id, ()), item.keys) for story_id, item in sorted(found.items()))
    links: dict[str, tuple[Link, ...]] = {}
    for link in enrich.links(facts, folded.topics):
        links[link.source] = (*links.get(link.source, ()), link)
    return links
