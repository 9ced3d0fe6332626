"""Links between stories: the same event, what follows, what is related – by rare names and words they share, and nearness in time.

Stories meet in buckets, one a rare key; a bucket is cut into windows of time, so the cost grows with the archive and not with its square,
and a new story changes only the lists of stories that share a bucket with it. `relinked` makes those anew and keeps the rest.
"""

import datetime
import math
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain

import xxhash

from newsgen.enrich.tables import common
from newsgen.model import Article, Link, LinkKind, Record, Topic, TopicKind
from newsgen.text.word_cache import WordCache

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
_AT_ONCE = 96
"""Pieces of an opening that are cut off at a time: it seldom takes more to find its rarer words."""

Lists = dict[str, tuple[Link, ...]]
"""The links of each story that has some, by its id, the strongest first."""


class Facts(Record, frozen=True):
    """What linking needs of a story besides the keys of its words: ISO date (empty where unknown) and topic slugs by weight."""

    date: str
    topics: tuple[str, ...]


class Linked(Record, frozen=True):
    """The links of an archive, and what they were made from: the facts of each story, and the topics (slug → name and kind)."""

    facts: dict[str, Facts]
    named: dict[str, tuple[str, TopicKind]]
    lists: Lists


def keys(article: Article) -> tuple[int, ...]:
    """32-bit keys of the rarer words of a story's title and opening, in order of first use; at most `WORDS`."""
    rest = " ".join([article.title, *[block.text for block in article.blocks[:6]]])[:OPENING]
    found: dict[int, None] = {}
    while rest and len(found) < WORDS:
        pieces = rest.split(None, _AT_ONCE)
        rest = pieces.pop() if len(pieces) > _AT_ONCE else ""
        found.update(
            dict.fromkeys(chain.from_iterable(filter(None, map(_rare.__getitem__, pieces))))
        )
    return tuple(found)[:WORDS]


@WordCache
def _rare(piece: str) -> tuple[int, ...]:
    """The keys of the words in a piece between spaces that carry meaning: of none that is short and common."""
    words = [word.lower() for word in _WORD.findall(piece)]
    return tuple(
        [
            xxhash.xxh32_intdigest(word.encode())
            for word in words
            if len(word) > 6 or word not in common()
        ]
    )


def links(
    facts: dict[str, Facts],
    words: Mapping[str, Sequence[int]],
    topics: Iterable[Topic],
    only: Collection[str] | None = None,
) -> Lists:
    """The links of all stories – or of those in `only` – at most `MOST` each. `words`: the keys of each story's words, asked only where names
    are shared; `topics` name the slugs of `facts`."""
    return _lists(_Order(facts, _named(topics)), words, only)


def touched(
    facts: Mapping[str, Facts], topics: Iterable[Topic], changed: Collection[str]
) -> frozenset[str]:
    """The stories whose links may differ when those of `changed` come or change: they and their neighbours under every name they hold. Where a
    story changes or goes, ask before and after."""
    return frozenset(_around(facts, _named(topics), changed))


def relinked(
    before: Linked | None,
    facts: dict[str, Facts],
    words: Mapping[str, Sequence[int]],
    topics: Iterable[Topic],
    fresh: Collection[str],
) -> tuple[Linked, int]:
    """The links of all stories, and how many lists were made for it: those that what changed since `before` touches; the others are kept.

    `fresh`: stories whose words may be others than before. The result is what `links` gives of all, whatever `before`.
    """
    named = _named(topics)
    if before is None:
        return Linked(facts, named, _lists(_Order(facts, named), words, None)), len(facts)
    was = before.facts
    changed = {
        *fresh,
        *(was.keys() - facts.keys()),
        *(story for story, fact in facts.items() if was.get(story) != fact),
    }
    if other := {slug for slug, shown in before.named.items() if named.get(slug, shown) != shown}:
        changed.update(story for story, fact in facts.items() if not other.isdisjoint(fact.topics))
    only = _around(was, before.named, changed) | _around(facts, named, changed)
    lists = dict(before.lists)
    for story in only:
        lists.pop(story, None)
    only &= facts.keys()
    if only:
        lists.update(_lists(_Order(facts, named), words, only))
    return Linked(facts, named, dict(sorted(lists.items()))), len(only)


def _named(topics: Iterable[Topic]) -> dict[str, tuple[str, TopicKind]]:
    return {topic.slug: (topic.name, topic.kind) for topic in topics}


_KINDS: dict[LinkKind, int] = {"same event": 0, "follows": 1, "related": 2}
_BACK: dict[LinkKind, LinkKind] = {
    "same event": "same event",
    "follows": "related",
    "related": "related",
}
_SHOWN: dict[TopicKind, int] = {"person": 0, "organisation": 1, "place": 2, "subject": 3}
_NAMES = frozenset({"person", "organisation"})


class _Order:
    """Stories numbered in order of time, and for each person and organisation the numbers of those that name it, in that order."""

    def __init__(
        self, facts: Mapping[str, Facts], named: Mapping[str, tuple[str, TopicKind]]
    ) -> None:
        self.named = named
        self.names = frozenset([slug for slug, (_, kind) in named.items() if kind in _NAMES])
        dates = {story: f"{fact.date}\0{story}" for story, fact in facts.items()}
        self.stories = sorted(facts, key=dates.__getitem__)
        self.facts = [facts[story] for story in self.stories]
        self.slugs = [frozenset(fact.topics) for fact in self.facts]
        self._buckets: dict[str, list[int]] = {slug: [] for slug in self.names}
        for number, fact in enumerate(self.facts):
            for slug in fact.topics:
                if slug in self._buckets:
                    self._buckets[slug].append(number)

    def before(self, number: int) -> set[int]:
        """The neighbours before a story under every name it holds."""
        near: set[int] = set()
        for bucket in self._held(number):
            place = bisect_left(bucket, number)
            near.update(bucket[max(0, place - NEAR) : place])
        return near

    def after(self, number: int) -> set[int]:
        """The neighbours after a story."""
        near: set[int] = set()
        for bucket in self._held(number):
            place = bisect_left(bucket, number) + 1
            near.update(bucket[place : place + NEAR])
        return near

    def _held(self, number: int) -> list[list[int]]:
        return [self._buckets[slug] for slug in self.facts[number].topics if slug in self.names]


def _around(
    facts: Mapping[str, Facts], named: Mapping[str, tuple[str, TopicKind]], stories: Collection[str]
) -> set[str]:
    """Those of `stories` that are here, with their neighbours; only stories that share a name with them are put in order for it."""
    here = {story for story in stories if story in facts}
    names = {slug for story in here for slug in facts[story].topics if named[slug][1] in _NAMES}
    order = _Order(
        {story: fact for story, fact in facts.items() if not names.isdisjoint(fact.topics)},
        {slug: named[slug] for slug in names},
    )
    near = here.copy()
    for number, story in enumerate(order.stories):
        if story in here:
            near.update(
                order.stories[other] for other in order.before(number) | order.after(number)
            )
    return near


_Tie = tuple[int, float, str, LinkKind, int | None, frozenset[str]]
"""A link before it is worded, in the order of its strength: rank of its kind, weight (negative), target; kind, days apart, slugs shared."""


def _lists(
    order: _Order, words: Mapping[str, Sequence[int]], only: Collection[str] | None
) -> Lists:
    """The lists of the stories in `only`, or of all: each pair of neighbours is compared once."""
    ties: dict[str, list[_Tie]] = {}
    rare = lru_cache(maxsize=1 << 14)(lambda number: frozenset(words[order.stories[number]]))
    slugs = order.slugs
    wanted = (
        range(len(slugs))
        if only is None
        else [number for number, story in enumerate(order.stories) if story in only]
    )
    among = frozenset(wanted) if only is not None else frozenset()
    for number in wanted:
        near = (
            order.before(number)
            if only is None
            else order.before(number) | (order.after(number) - among)
        )
        own = slugs[number]
        for other, shared in [
            (other, shared) for other in near if len(shared := own & slugs[other]) > 1
        ]:
            _tie(
                order,
                (other, number) if other < number else (number, other),
                shared,
                (rare(number), rare(other)),
                ties,
            )
    chosen = sorted(ties if only is None else ties.keys() & only)
    return {
        story: tuple([_link(story, tie, order.named) for tie in sorted(ties[story])[:MOST]])
        for story in chosen
    }


def _tie(
    order: _Order,
    pair: tuple[int, int],
    shared: frozenset[str],
    rare: tuple[frozenset[int], frozenset[int]],
    ties: dict[str, list[_Tie]],
) -> None:
    """Note the link of two stories, the earlier first, under both, where the evidence is enough; its weight is 0 to 1."""
    mine, theirs = rare
    text = len(mine & theirs) / (min(len(mine), len(theirs)) or 1)
    if 0.4 * text + _AT_MOST[min(len(shared), 19)] < LIKE:
        return
    earlier, later = pair
    first, second = order.facts[earlier], order.facts[later]
    likeness = min(1.0, _names(first.topics, second.topics, shared) / 6) * 0.6 + text * 0.4
    if likeness < LIKE:
        return
    days = _days(first.date, second.date)
    kind = _kind(len(shared & order.names), len(shared), text, likeness, days)
    if kind:
        one, other = order.stories[earlier], order.stories[later]
        weight, back = -round(likeness, 3), _BACK[kind]
        ties.setdefault(other, []).append((_KINDS[kind], weight, one, kind, days, shared))
        ties.setdefault(one, []).append((_KINDS[back], weight, other, back, days, shared))


def _names(one: tuple[str, ...], other: tuple[str, ...], shared: Iterable[str]) -> float:
    """The weight of the shared topics: each counts as in the story where it stands further back."""
    ranks = [max(one.index(slug), other.index(slug)) for slug in shared]
    return math.fsum([_WEIGHTS[rank] if rank < 100 else _weight(rank) for rank in ranks])


def _weight(rank: int) -> float:
    return 1 / (1 + 0.15 * rank)


_WEIGHTS = [_weight(rank) for rank in range(100)]
"""What the topic of a rank weighs, falling from 1."""
_AT_MOST = [min(1.0, math.fsum(_WEIGHTS[:shared]) / 6) * 0.6 + 1e-9 for shared in range(20)]
"""What so many shared topics add to the likeness at most, and a little: most pairs need no closer look. The last stands for all above."""


def _link(source: str, tie: _Tie, named: Mapping[str, tuple[str, TopicKind]]) -> Link:
    _, weight, target, kind, days, shared = tie
    shown = sorted([(_SHOWN[named[slug][1]], slug) for slug in shared])[:3]
    when = (
        ""
        if days is None
        else ", same day"
        if days == 0
        else ", a day apart"
        if days == 1
        else f", {days} days apart"
    )
    return Link(
        source,
        target,
        kind,
        -weight,
        f"{kind}: {', '.join([named[slug][0] for _, slug in shown])}{when}",
    )


def _kind(
    named: int, shared: int, text: float, likeness: float, days: int | None
) -> LinkKind | None:
    """How two stories belong together, being at least `LIKE`.

    `named`: people and organisations among the `shared` topics; `text`: the share of rare words in common.
    Without both dates more must speak for one event: names alone return year after year."""
    if (
        shared >= 4
        and likeness >= 0.45
        and text >= 0.25
        and (named >= 2 if days is not None and days <= EVENT_DAYS else days is None and named >= 3)
    ):
        return "same event"
    if named >= 2 and likeness >= 0.45 and days is not None and 0 < days <= THREAD_DAYS:
        return "follows"
    return "related" if likeness >= LIKE and shared >= 2 and (named >= 2 or text >= 0.12) else None


def _days(one: str, other: str) -> int | None:
    """Days between two dates known to the day; None where one is not."""
    if len(one) < 10 or len(other) < 10:
        return None
    return abs(_ordinal(one[:10]) - _ordinal(other[:10]))


@lru_cache(maxsize=1 << 12)
def _ordinal(day: str) -> int:
    return datetime.date.fromisoformat(day).toordinal()
