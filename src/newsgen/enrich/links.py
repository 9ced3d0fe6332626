"""Links between stories: the same event, what follows, what is related – by rare names and words
they share, and nearness in time.

Stories meet in buckets, one for each person or organisation; each story is compared with a window
of neighbours in time, so the cost grows with the archive and not with its square, and a new story
changes only the lists of stories that share a bucket with it. `relinked` makes those anew and keeps
the others.
"""

import datetime
import math
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import xxhash

from newsgen.enrich.tables import common
from newsgen.model import Article, Link, LinkKind, Record, Topic, TopicKind
from newsgen.text.word_cache import WordCache

MOST = 5
"""Links a story has at most."""
WORDS = 24
"""Keys of rare words kept of a story's opening."""
OPENING, OPENING_BLOCKS = 2500, 6
"""Characters and blocks of that opening at most."""
RARE_LENGTH = 7
"""Letters from which a word is rare enough, however common it is."""
EVENT_DAYS, THREAD_DAYS = 2, 30
"""Days between two reports of one event at most, and between a story and what follows it."""
NEAR = 20
"""Stories before and after that a story is compared with among all that share one name, in order of
time."""
LIKE = 0.28
"""Likeness, 0 to 1, from which stories are linked at all; they share two topics or more."""
STRONG = 0.45
"""Likeness from which stories are of one event, or one follows the other."""
EVENT_TEXT, RELATED_TEXT = 0.25, 0.12
"""Share of rare words in common from which stories are of one event, or are related where they
share few names."""
EVENT_TOPICS = 4
"""Topics that two reports of one event share at least."""
NAMES, UNDATED_NAMES = 2, 3
"""People and organisations that linked stories share, and reports of one event where a date is
missing: names alone return year after year."""
TOPIC_SHARE, TEXT_SHARE, FULL_WEIGHT = 0.6, 0.4, 6
"""What shared topics and shared words make of the likeness at most, and the weight of shared topics
that gives all."""
RANK_COST = 0.15
"""How fast a topic weighs less the further back it stands in a story."""
REASONS = 3
"""Topics that the reason of a link names."""

_WORD = re.compile(r"[^\W\d_][\w’'-]{3,}")
_AT_ONCE = 96
"""Pieces of an opening that are cut off at a time: it seldom takes more to find its rarer words."""
_DAY = len("2021-05-05")

Lists = dict[str, tuple[Link, ...]]
"""The links of each story that has some, by its id, the strongest first."""
NamesAndKinds = Mapping[str, tuple[str, TopicKind]]
"""The name and kind of each topic by slug."""
KeysByStory = Mapping[str, Sequence[int]]
"""The keys of the rarer words of each story; asked only for stories that share names."""


class Facts(Record, frozen=True):
    """What linking needs of a story besides the keys of its words: ISO date (empty where unknown)
    and topic slugs by weight."""

    date: str
    topics: tuple[str, ...]


class Linked(Record, frozen=True):
    """The links of an archive, and what they were made from: the facts of each story, and the
    topics (slug → name and kind)."""

    facts: dict[str, Facts]
    named: dict[str, tuple[str, TopicKind]]
    lists: Lists


def word_keys(article: Article) -> tuple[int, ...]:
    """32-bit keys of the rarer words of a story's title and opening, in order of first use; at most
    `WORDS`."""
    blocks = [block.text for block in article.blocks[:OPENING_BLOCKS]]
    unread = " ".join([article.title, *blocks])[:OPENING]
    keys: dict[int, None] = {}  # a set that keeps its order

    while unread and len(keys) < WORDS:
        pieces = unread.split(None, _AT_ONCE)
        is_cut = len(pieces) > _AT_ONCE  # the last piece is all that was not cut off
        unread = pieces.pop() if is_cut else ""

        keys_of_pieces = filter(None, map(_rare_keys_of.__getitem__, pieces))
        keys.update(dict.fromkeys(chain.from_iterable(keys_of_pieces)))

    return tuple(keys)[:WORDS]


def _rare_keys(piece: str) -> tuple[int, ...]:
    """The keys of the rarer words in a piece between spaces; a word that is short and common has
    none."""
    keys = []
    for printed in _WORD.findall(piece):
        word = printed.lower()
        if len(word) >= RARE_LENGTH or word not in common():
            key = xxhash.xxh32_intdigest(word.encode())
            keys.append(key)

    return tuple(keys)


_rare_keys_of: WordCache[str, tuple[int, ...]] = WordCache(_rare_keys)
"""Piece between spaces → the keys of its rarer words; remembered, so looked up in brackets."""


def links(
    facts: dict[str, Facts],
    words: KeysByStory,
    topics: Iterable[Topic],
    only: Collection[str] | None = None,
) -> Lists:
    """The links of all stories – or of those in `only` – at most `MOST` each. `topics` name the
    slugs of `facts`."""
    timeline = _Timeline(facts, _names_and_kinds(topics))
    return _lists(timeline, words, only)


def touched(
    facts: Mapping[str, Facts],
    topics: Iterable[Topic],
    changed: Collection[str],
) -> frozenset[str]:
    """The stories whose links may differ when those of `changed` come or change: they and their
    neighbours under every name they have. Where a story changes or goes, ask before and after."""
    return frozenset(_with_neighbours(facts, _names_and_kinds(topics), changed))


def relinked(
    before: Linked | None,
    facts: dict[str, Facts],
    words: KeysByStory,
    topics: Iterable[Topic],
    fresh: Collection[str],
) -> tuple[Linked, int]:
    """The links of all stories, and how many lists were made for it: those that what changed since
    `before` touches; the others are kept.

    `fresh`: stories whose words may be others than before. The result is what `links` gives of all,
    whatever `before`.
    """
    named = _names_and_kinds(topics)
    if before is None:
        lists = _lists(_Timeline(facts, named), words, None)
        return Linked(facts, named, lists), len(facts)

    changed = _changed(before, facts, named, fresh)
    touched_before = _with_neighbours(before.facts, before.named, changed)
    stale = touched_before | _with_neighbours(facts, named, changed)
    lists = dict(before.lists)

    for story in stale:
        lists.pop(story, None)

    stale &= facts.keys()
    if stale:
        lists.update(_lists(_Timeline(facts, named), words, stale))

    return Linked(facts, named, dict(sorted(lists.items()))), len(stale)


def _changed(
    before: Linked,
    facts: Mapping[str, Facts],
    named: NamesAndKinds,
    fresh: Collection[str],
) -> set[str]:
    """The stories that came, went or changed since `before`, and those with a topic of another name
    or kind."""
    changed = {*fresh, *(before.facts.keys() - facts.keys())}
    changed.update([story for story, fact in facts.items() if before.facts.get(story) != fact])
    renamed = {slug for slug, shown in before.named.items() if named.get(slug, shown) != shown}

    if renamed:
        for story, fact in facts.items():
            if not renamed.isdisjoint(fact.topics):
                changed.add(story)

    return changed


def _names_and_kinds(topics: Iterable[Topic]) -> dict[str, tuple[str, TopicKind]]:
    """The name and kind of each topic by slug."""
    return {topic.slug: (topic.name, topic.kind) for topic in topics}


_STRENGTH: dict[LinkKind, int] = {"same event": 0, "follows": 1, "related": 2}
"""Which kind of link comes first in a list."""
_BACK: dict[LinkKind, LinkKind] = {
    "same event": "same event",
    "follows": "related",
    "related": "related",
}
"""The kind of a link from the later story → its kind from the earlier one."""
_SHOWN: dict[TopicKind, int] = {"person": 0, "organisation": 1, "place": 2, "subject": 3}
"""Which kind of topic the reason of a link names first."""
_NAME_KINDS = frozenset({"person", "organisation"})
"""Kinds of topics that make a bucket: a place or a subject has too many stories to say anything."""


class _Timeline:
    """Stories numbered in order of time, and for each person and organisation the numbers of the
    stories that name it, in that order."""

    def __init__(self, facts: Mapping[str, Facts], named: NamesAndKinds) -> None:
        self.named = named
        self.names = frozenset([slug for slug, (_, kind) in named.items() if kind in _NAME_KINDS])
        # By date, the stories of one date by id: a NUL stands before every character of a date.
        order = {story: f"{fact.date}\0{story}" for story, fact in facts.items()}
        self.stories = sorted(facts, key=order.__getitem__)
        self.facts = [facts[story] for story in self.stories]
        self.slugs = [frozenset(fact.topics) for fact in self.facts]
        self._buckets: dict[str, list[int]] = {slug: [] for slug in self.names}

        for number, fact in enumerate(self.facts):
            for slug in fact.topics:
                if slug in self._buckets:
                    self._buckets[slug].append(number)

    def before(self, number: int) -> set[int]:
        """The neighbours before a story under every name it has."""
        near: set[int] = set()
        for bucket in self._buckets_of(number):
            place = bisect_left(bucket, number)
            near.update(bucket[max(0, place - NEAR) : place])
        return near

    def after(self, number: int) -> set[int]:
        """The neighbours after a story."""
        near: set[int] = set()
        for bucket in self._buckets_of(number):
            place = bisect_left(bucket, number) + 1
            near.update(bucket[place : place + NEAR])
        return near

    def _buckets_of(self, number: int) -> list[list[int]]:
        """The buckets that a story stands in."""
        slugs = self.facts[number].topics
        return [self._buckets[slug] for slug in slugs if slug in self._buckets]


def _with_neighbours(
    facts: Mapping[str, Facts],
    named: NamesAndKinds,
    stories: Collection[str],
) -> set[str]:
    """Those of `stories` that are in `facts`, with their neighbours; only stories that share a name
    with them are put in order for it."""
    here = {story for story in stories if story in facts}
    slugs = set(chain.from_iterable(facts[story].topics for story in here))
    names = {slug for slug in slugs if named[slug][1] in _NAME_KINDS}
    timeline = _Timeline(
        {story: fact for story, fact in facts.items() if not names.isdisjoint(fact.topics)},
        {slug: named[slug] for slug in names},
    )
    near = here.copy()

    for number, story in enumerate(timeline.stories):
        if story in here:
            neighbours = timeline.before(number) | timeline.after(number)
            near.update([timeline.stories[other] for other in neighbours])

    return near


class _Tie(NamedTuple):
    """A link before it is worded; ties are compared as they stand, so the strongest is the
    least."""

    strength: int
    """The rank of its kind."""
    weight: float
    """Its likeness, negative."""
    target: str
    kind: LinkKind
    days: int | None
    """Days apart; None where a date is missing."""
    shared: frozenset[str]
    """The slugs of the topics that both stories have."""


Ties = dict[str, list[_Tie]]
"""The ties of each story."""


def _lists(
    timeline: _Timeline,
    words: KeysByStory,
    only: Collection[str] | None,
) -> Lists:
    """The lists of the stories in `only`, or of all: each pair of neighbours is compared once."""
    ties: Ties = {}
    slugs, stories = timeline.slugs, timeline.stories
    # Each story is compared with many others: its words are read once.
    rare = lru_cache(maxsize=1 << 14)(lambda number: frozenset(words[stories[number]]))

    for number, near in _neighbours(timeline, only):
        own = slugs[number]
        for other in near:
            shared = own & slugs[other]
            if len(shared) > 1:
                pair = (other, number) if other < number else (number, other)
                _add_tie(timeline, pair, shared, rare, ties)

    chosen = sorted(ties if only is None else ties.keys() & only)
    return {story: _strongest(story, ties[story], timeline.named) for story in chosen}


def _neighbours(
    timeline: _Timeline, only: Collection[str] | None
) -> Iterator[tuple[int, set[int]]]:
    """Each story to compare, by number, with the numbers of those it is compared with. Two stories
    of `only` meet once: at the later of them."""
    if only is None:
        for number in range(len(timeline.stories)):
            yield number, timeline.before(number)
        return

    numbers = [number for number, story in enumerate(timeline.stories) if story in only]
    among = frozenset(numbers)

    for number in numbers:
        yield number, timeline.before(number) | (timeline.after(number) - among)


def _add_tie(
    timeline: _Timeline,
    pair: tuple[int, int],
    shared: frozenset[str],
    rare: Callable[[int], frozenset[int]],
    ties: Ties,
) -> None:
    """Note the link of two stories, the earlier first, under both, where the evidence is enough.
    `rare`: number of a story → the keys of its rarer words."""
    earlier, later = pair
    text = _share(rare(earlier), rare(later))
    if TEXT_SHARE * text + _MOST_LIKENESS[min(len(shared), _RANKS_SUMMED)] < LIKE:
        return

    first, second = timeline.facts[earlier], timeline.facts[later]
    topics = min(1.0, _weight_of_shared(first.topics, second.topics, shared) / FULL_WEIGHT)
    likeness = topics * TOPIC_SHARE + text * TEXT_SHARE

    if likeness < LIKE:
        return

    days = _days(first.date, second.date)
    names = len(shared & timeline.names)
    kind = _kind(_Evidence(names, len(shared), text, likeness, days))

    if kind is None:
        return

    one, other = timeline.stories[earlier], timeline.stories[later]
    weight, back = -round(likeness, 3), _BACK[kind]
    to_earlier = _Tie(_STRENGTH[kind], weight, one, kind, days, shared)
    to_later = _Tie(_STRENGTH[back], weight, other, back, days, shared)
    ties.setdefault(other, []).append(to_earlier)
    ties.setdefault(one, []).append(to_later)


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the shorter list of words that both have, 0 to 1."""
    shorter = min(len(one), len(other))
    return len(one & other) / (shorter or 1)


def _weight_of_shared(
    one: tuple[str, ...],
    other: tuple[str, ...],
    shared: Iterable[str],
) -> float:
    """The weight of the shared topics: each counts as in the story where it stands further back."""
    weights = []
    for slug in shared:
        rank = max(one.index(slug), other.index(slug))
        weight = _WEIGHTS[rank] if rank < _RANKS else _weight(rank)
        weights.append(weight)

    return math.fsum(weights)


def _weight(rank: int) -> float:
    """What the topic of a rank weighs, falling from 1."""
    return 1 / (1 + RANK_COST * rank)


_RANKS, _RANKS_SUMMED = 100, 19
"""Ranks whose weight is worked out once, and numbers of shared topics whose greatest likeness
is."""
_WEIGHTS = [_weight(rank) for rank in range(_RANKS)]
_MOST_LIKENESS = [
    min(1.0, math.fsum(_WEIGHTS[:shared]) / FULL_WEIGHT) * TOPIC_SHARE + 1e-9
    for shared in range(_RANKS_SUMMED + 1)
]
"""What so many shared topics add to the likeness at most, and a little: most pairs need no closer
look. The last stands for all above."""


class _Evidence(NamedTuple):
    """What two stories have in common: people and organisations, topics in all, the share of rare
    words, the likeness that these make, and the days between them (None where a date is
    missing)."""

    names: int
    topics: int
    text: float
    likeness: float
    days: int | None


def _kind(evidence: _Evidence) -> LinkKind | None:
    """How two stories belong together, being at least `LIKE`. Without both dates more must speak
    for one event: names alone return year after year."""
    names, topics, text, likeness, days = evidence
    if topics >= EVENT_TOPICS and likeness >= STRONG and text >= EVENT_TEXT:
        undated = days is None and names >= UNDATED_NAMES
        if undated or (days is not None and days <= EVENT_DAYS and names >= NAMES):
            return "same event"

    if names >= NAMES and likeness >= STRONG and days and days <= THREAD_DAYS:
        return "follows"

    return "related" if names >= NAMES or text >= RELATED_TEXT else None


def _strongest(
    source: str,
    ties: list[_Tie],
    named: NamesAndKinds,
) -> tuple[Link, ...]:
    """The list of a story: its strongest ties as links."""
    strongest = sorted(ties)[:MOST]
    return tuple([_link(source, tie, named) for tie in strongest])


def _link(
    source: str,
    tie: _Tie,
    named: NamesAndKinds,
) -> Link:
    """A tie as a link, with its reason in words."""
    order = []
    for slug in tie.shared:
        name, kind = named[slug]
        order.append((_SHOWN[kind], slug, name))
    order.sort()

    names = [name for _, _, name in order[:REASONS]]
    reason = f"{tie.kind}: {', '.join(names)}{_apart(tie.days)}"
    return Link(source, tie.target, tie.kind, -tie.weight, reason)


def _apart(days: int | None) -> str:
    """The time between two stories as the end of a reason; empty where it is not known."""
    if days is None:
        return ""
    if days == 0:
        return ", same day"
    return ", a day apart" if days == 1 else f", {days} days apart"


def _days(one: str, other: str) -> int | None:
    """Days between two dates known to the day; None where one is not."""
    if min(len(one), len(other)) < _DAY:
        return None

    first, second = _ordinal(one[:_DAY]), _ordinal(other[:_DAY])
    return abs(first - second)


@lru_cache(maxsize=1 << 12)
def _ordinal(day: str) -> int:
    """The number of an ISO day."""
    return datetime.date.fromisoformat(day).toordinal()
