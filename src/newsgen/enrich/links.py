"""Links between stories: the same event, what follows, what is related – by rare names and words they share, and nearness in time.

Stories meet in buckets, one a rare key; a bucket is cut into windows of time, so the cost grows with the archive and not with its square,
and a new story changes only the lists of stories that share a bucket with it.
"""

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import xxhash

from newsgen.enrich.tables import common
from newsgen.model import Article, Link, LinkKind, Published, Record, Topic, TopicKind

MOST = 5
"""Links a story has at most."""
WORDS = 24
"""Keys of rare words kept of a story's opening."""
OPENING = 2500
"""Characters of that opening at most."""
EVENT_DAYS, THREAD_DAYS = 2, 30
"""Days between two reports of one event at most, and between a story and what follows it."""
NEAR = 20
"""Stories before and after that a story is compared with among all that share one name, in order of time."""
LIKE = 0.28
"""Likeness, 0 to 1, from which stories are linked at all; they share two topics or more."""
_WORD = re.compile(r"[^\W\d_][\w’'-]{3,}")


class Facts(Record, frozen=True):
    """What linking needs of a story: id, date (None where unknown), place, topic slugs by weight, and the keys of its rarer words (`keys`)."""

    id: str
    published: Published | None
    place: str
    topics: tuple[str, ...]
    words: tuple[int, ...]


def keys(article: Article) -> tuple[int, ...]:
    """32-bit keys of the rarer words of a story's title and opening, in order of first use; at most `WORDS`."""
    text = " ".join((article.title, *(block.text for block in article.blocks[:6])))
    found: dict[int, None] = {}
    for match in _WORD.finditer(text, 0, OPENING):
        if (key := _rare(match[0])) is not None:
            found[key] = None
            if len(found) == WORDS:
                break
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def _rare(word: str) -> int | None:
    """The key of a word that carries meaning: none that is short and common."""
    lower = word.lower()
    return xxhash.xxh32_intdigest(lower.encode()) if len(lower) > 6 or lower not in common() else None


class _Fact(NamedTuple):
    """Facts made ready: ISO date or empty, and each topic's slug with its weight, which falls from 1."""

    id: str
    date: str
    topics: dict[str, float]
    words: frozenset[int]


def links(facts: Iterable[Facts], topics: Iterable[Topic], only: Collection[str] | None = None) -> tuple[Link, ...]:
    """The links of all stories – or of those in `only` – at most `MOST` each, by source, the strongest first. `topics` name the slugs of `facts`."""
    known = {topic.slug: topic for topic in topics}
    held = {fact.id: _ready(fact) for fact in sorted(facts, key=lambda fact: fact.id)}
    found: dict[str, list[Link]] = {}
    for one, other in _pairs(_buckets(held, known), only):
        for link in _both(held[one], held[other], known):
            if only is None or link.source in only:
                found.setdefault(link.source, []).append(link)
    ranked = (sorted(found[story], key=lambda link: (_KINDS[link.kind], -link.weight, link.target))[:MOST] for story in sorted(found))
    return tuple(link for story in ranked for link in story)


def touched(facts: Iterable[Facts], topics: Iterable[Topic], changed: Collection[str]) -> frozenset[str]:
    """The stories whose links may differ when those of `changed` come or change: they and their neighbours under every name they hold. Where a
    story changes or goes, ask before and after."""
    known = {topic.slug: topic for topic in topics}
    held = {fact.id: _ready(fact) for fact in sorted(facts, key=lambda fact: fact.id)}
    near = {story for pair in _pairs(_buckets(held, known), changed) for story in pair}
    return frozenset(near | {story for story in changed if story in held})


_KINDS: dict[LinkKind, int] = {"same event": 0, "follows": 1, "related": 2}
_SHOWN: dict[TopicKind, int] = {"person": 0, "organisation": 1, "place": 2, "subject": 3}


def _ready(fact: Facts) -> _Fact:
    weights = {slug: 1 / (1 + 0.15 * rank) for rank, slug in enumerate(fact.topics)}
    return _Fact(fact.id, fact.published.date if fact.published else "", weights, frozenset(fact.words))


def _buckets(held: Mapping[str, _Fact], known: Mapping[str, Topic]) -> list[list[str]]:
    """For each person and organisation, the stories that name it, in order of time."""
    buckets: dict[str, list[tuple[str, str]]] = {}
    for fact in held.values():
        for slug in fact.topics:
            if known[slug].kind in ("person", "organisation"):
                buckets.setdefault(slug, []).append((fact.date, fact.id))
    return [[story for _, story in sorted(bucket)] for bucket in buckets.values() if len(bucket) > 1]


def _pairs(buckets: Iterable[list[str]], only: Collection[str] | None) -> Iterator[tuple[str, str]]:
    """Pairs of neighbours in some bucket, each pair once; with `only`, those with one of its stories."""
    near: dict[str, set[str]] = {}
    for bucket in buckets:
        for number, one in enumerate(bucket):
            for other in bucket[number + 1 : number + 1 + NEAR]:
                if only is None or one in only or other in only:
                    near.setdefault(min(one, other), set()).add(max(one, other))
    for one in sorted(near):
        for other in sorted(near[one]):
            yield one, other


def _both(one: _Fact, other: _Fact, known: Mapping[str, Topic]) -> list[Link]:
    """The link of two stories in both directions, where the evidence is enough; its weight is 0 to 1."""
    both = [slug for slug in one.topics if slug in other.topics]
    if len(both) < 2:
        return []
    names = sum([min(one.topics[slug], other.topics[slug]) for slug in both])
    text = len(one.words & other.words) / max(1, min(len(one.words), len(other.words)))
    likeness = min(1.0, names / 6) * 0.6 + text * 0.4
    if likeness < LIKE:
        return []
    shared = sorted((known[slug] for slug in both), key=lambda topic: (_SHOWN[topic.kind], topic.slug))
    named = sum(topic.kind in ("person", "organisation") for topic in shared)
    days = _days(one.date, other.date)
    kind = _kind(named, len(shared), text, likeness, days)
    if kind is None:
        return []
    when = {None: "", 0: ", same day", 1: ", a day apart"}.get(days, f", {days} days apart")
    reason = f"{', '.join(topic.name for topic in shared[:3])}{when}"
    later, earlier = (one, other) if one.date > other.date else (other, one)
    back: LinkKind = "related" if kind == "follows" else kind
    return [
        Link(later.id, earlier.id, kind, round(likeness, 3), f"{kind}: {reason}"),
        Link(earlier.id, later.id, back, round(likeness, 3), f"{back}: {reason}"),
    ]


def _kind(named: int, shared: int, text: float, likeness: float, days: int | None) -> LinkKind | None:
    """How two stories belong together, being at least `LIKE`.

    `named`: people and organisations among the `shared` topics; `text`: the share of rare words in common.
    Without both dates more must speak for one event: names alone return year after year."""
    if shared >= 4 and likeness >= 0.45 and text >= 0.25 and (named >= 2 if days is not None and days <= EVENT_DAYS else days is None and named >= 3):
        return "same event"
    if named >= 2 and likeness >= 0.45 and days is not None and 0 < days <= THREAD_DAYS:
        return "follows"
    return "related" if likeness >= LIKE and shared >= 2 and (named >= 2 or text >= 0.12) else None


def _days(one: str, other: str) -> int | None:
    """Days between two dates known to the day; None where one is not."""
    if len(one) < 10 or len(other) < 10:
        return None
    return abs((datetime.date.fromisoformat(one[:10]) - datetime.date.fromisoformat(other[:10])).days)
