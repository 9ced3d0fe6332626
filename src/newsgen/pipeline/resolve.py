"""Step 3, resolve: what each story is about, which names are one topic, and which stories belong
together.

A story is described by its lead, with the fields that are lent to it; its mentions are found there.
Topics and links follow from the descriptions of all stories. What resolving and linking came to is
remembered with the descriptions it was made from, so that the next build opens only the keys that a
new, changed or removed story holds, and makes only the lists of links that it touches.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

import msgspec

from newsgen import enrich
from newsgen.catalogue import Store, Stored, compressed
from newsgen.catalogue.kinds import DESCRIPTION, TOPICS
from newsgen.decisions import TopicDecisions
from newsgen.enrich import Description, Descriptions
from newsgen.model import Link, Mention, Record
from newsgen.pipeline.compare import Compared
from newsgen.pipeline.memo import Made, Wanted, always, encoded, key
from newsgen.pipeline.run import Run
from newsgen.pipeline.worker import Job, catalogue_of, lent_article

Value = TypeVar("Value")
Mentions = tuple[Mention, ...]

FEW = 0.5
"""Share of the stories that may be new or changed for it to pay to read what is remembered of the
others."""


class Changes(NamedTuple):
    """What changed since topics were last resolved: the mentions, as they were then, of stories that
    are `removed` or changed, and the ids of stories that are `added` or changed."""

    removed: Mapping[str, Mentions]
    added: Collection[str]


class TopicMemory(Record, frozen=True):
    """What a build knows of all stories together: the name authority file, and the links."""

    names: enrich.NameAuthority
    links: enrich.Linked


class Resolved(Record, frozen=True):
    """The description of each story by id; the topics, and the slugs of each story; the links by
    source story, best first; and the work it took: how many keys of the authority file were
    resolved, and how many lists of links were made."""

    descriptions: dict[str, Description]
    topics: enrich.ResolvedTopics
    links: dict[str, tuple[Link, ...]]
    work: tuple[int, int]


_DESCRIPTION = msgspec.msgpack.Decoder(Description)
_NAMES = msgspec.msgpack.Decoder(enrich.NameAuthority)
_LINKS = msgspec.msgpack.Decoder(enrich.Linked)
_MEMORY = msgspec.msgpack.Encoder()
"""Does not sort keys: what is remembered is compared as values, never as bytes."""


def resolve(run: Run, compared: Compared) -> Resolved:
    """Find the topics and links of all stories. Raises UsageError where `topics.toml` names a topic
    that there is not."""
    with run.progress.step("resolve"):
        leads = {story.id: story.lead for story in compared.stories}
        configuration = key(run.job.config.enrich)
        keys = {story_id: configuration + compared.keys[story_id] for story_id in leads}
        stale, gone = run.memo.outdated(DESCRIPTION, keys)
        memory = _usable_memory(run, stale, len(leads))
        removed = _mentions_before(run, [*gone, *stale]) if memory else {}
        descriptions = _describe(run, leads, keys)
        changes = Changes(removed, stale if memory else descriptions)
        decisions = run.inputs.topics
        published = {
            slug: (line.name, line.kind) for slug, line in run.inputs.ledger.topics.items()
        }
        resolved, after = join(memory, descriptions, changes, decisions, published)
        if memory is None or any(resolved.work):
            remember(run.memo.store, keys, after)
    return resolved


def describe(job: Job, leads: Sequence[tuple[str, str]]) -> list[Made]:
    """Stage: describe stories, each given with the id of its lead."""
    catalogue = catalogue_of(job)
    with catalogue.snapshot():
        articles = [lent_article(catalogue, lead) for _, lead in leads]
    mentions = enrich.mentions(articles, job.config.enrich)
    return [
        Made(story_id, encoded(enrich.description(article, own)))
        for (story_id, _), article, own in zip(leads, articles, mentions, strict=True)
    ]


def join(
    memory: TopicMemory | None,
    descriptions: Descriptions,
    changes: Changes,
    decisions: TopicDecisions,
    published: Mapping[str, tuple[str, str]],
) -> tuple[Resolved, TopicMemory]:
    """The topics and links of all stories, and what to remember of them.

    `changes` are those since `memory` was made (without memory: nothing removed, everything added);
    `published` are the topics that were published before: slug → (name, kind).
    """
    mentions = _PerStory(descriptions, lambda story_id: descriptions.naming(story_id).mentions)
    words = _PerStory(descriptions, lambda story_id: descriptions.naming(story_id).keys)
    added = {story_id: mentions[story_id] for story_id in changes.added}
    before = memory.names if memory else {}
    names, resolved_keys = enrich.updated_authority(before, changes.removed, added, mentions)
    topics = enrich.topics_of(names, descriptions, decisions, published)
    enrich.check(decisions, topics.names)
    facts = {
        story_id: enrich.Facts(one.published.date if one.published else "", topics.of[story_id])
        for story_id, one in descriptions.items()
    }
    links_before = memory.links if memory else None
    links, lists = enrich.relinked(links_before, facts, words, topics.topics, [*changes.added])
    resolved = Resolved(dict(descriptions), topics, links.lists, (resolved_keys, lists))
    return resolved, TopicMemory(names, links)


def recall(store: Store, keys: Mapping[str, bytes]) -> TopicMemory | None:
    """What was remembered of all stories, if it was made from the descriptions that have these
    `keys` (by story id), of them all and no others; else None."""
    mark = key(sorted(keys.items()))
    marks = store.keys(TOPICS.name)
    if marks.get("names") != mark or marks.get("links") != mark:
        return None
    names = _NAMES.decode(store.body("names", TOPICS.name))
    links = _LINKS.decode(store.body("links", TOPICS.name))
    return TopicMemory(names, links)


def remember(store: Store, keys: Mapping[str, bytes], memory: TopicMemory) -> None:
    """Keep what a build knows of all stories together, made from the descriptions that have these
    `keys`."""
    mark = key(sorted(keys.items()))
    names = compressed(_MEMORY.encode(memory.names))
    links = compressed(_MEMORY.encode(memory.links))
    store.put(TOPICS.name, [Stored("names", mark, body=names), Stored("links", mark, body=links)])


def _usable_memory(run: Run, stale: Collection[str], stories: int) -> TopicMemory | None:
    """What the last build remembered, where few enough of the `stories` have changed since."""
    if len(stale) >= stories * FEW:
        return None
    return recall(run.memo.store, run.memo.store.keys(DESCRIPTION.name))


def _mentions_before(run: Run, story_ids: Iterable[str]) -> dict[str, Mentions]:
    """The mentions of stories as they are kept, for those of `story_ids` that are kept at all."""
    kept = run.memo.store.keys(DESCRIPTION.name)
    return {
        story_id: enrich.naming(_kept_description(run.memo.store, story_id)).mentions
        for story_id in story_ids
        if story_id in kept
    }


def _describe(run: Run, leads: Mapping[str, str], keys: Mapping[str, bytes]) -> Descriptions:
    """The description of every story; `leads` and `keys` are by story id."""
    wanted = [
        Wanted(story_id, keys[story_id], (story_id, lead)) for story_id, lead in leads.items()
    ]
    make = partial(run.engine.batches, partial(describe, run.job))
    new = Descriptions()
    for outcome in run.memo.outcomes(DESCRIPTION, wanted, make, always):
        if outcome.made:
            # Decoded here, while workers make the next.
            new[outcome.id] = _DESCRIPTION.decode(outcome.made.value)
            new.naming(outcome.id)
    run.memo.forget_others(DESCRIPTION, leads)
    if len(new) == len(leads):
        return new
    every = Descriptions()
    for story_id, value in run.memo.store.all(DESCRIPTION.name):
        every[story_id] = new.get(story_id) or _DESCRIPTION.decode(value)
    return every


def _kept_description(store: Store, story_id: str) -> Description:
    return _DESCRIPTION.decode(store.get(DESCRIPTION.name, story_id))


class _PerStory(Mapping[str, Value]):
    """Something of each story, which is read when it is asked for."""

    def __init__(self, stories: Mapping[str, object], read: Callable[[str], Value]) -> None:
        self._stories = stories
        self._read = read

    def __getitem__(self, story_id: str) -> Value:
        return self._read(story_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._stories)

    def __len__(self) -> int:
        return len(self._stories)
