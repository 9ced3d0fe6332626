"""Which paragraph of a copy answers which of the story, and which of them stand elsewhere.

Papers set the same report in other paragraphs: one sentence each, or all of it in one. So a paragraph
is first cut where its sentences belong to different paragraphs of the other side: what is compared is
then of one size on both sides.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, starmap
from typing import NamedTuple

from newsgen.text.normal import folded, has_unspaced
from newsgen.text.sentences import sentences
from newsgen.text.word_cache import WordCache
from newsgen.text.words import UNSPACED

ALIKE = 0.5
"""Share of words that two paragraphs have in common (twice the shared, by all) from which on they are
a pair."""
COMMON = 24
"""Most paragraphs a word may stand in to tell which belong together: without this bound a book of a
thousand pages compares each with each."""
TELLING = 4
"""Different words that a sentence must have to tell where it belongs."""
BELONGS = 0.6
"""Share of a sentence's words that a paragraph of the other side must have for the sentence to belong
to it."""
NOWHERE = -1
"""Stands for the paragraph of the other side where there is none."""

Words = frozenset[str]
Multiset = frozenset[Hashable]
Bags = Sequence[Words]
Holders = Mapping[Hashable, Sequence[int]]

_TOKEN = re.compile(r"(\s*)((?:[^\W_]\.){2,}|[^\W_]+(?:['’.,][^\W_]+)*|\S)")
_UNSPACED_TOKEN = re.compile(rf"(\s*)([{UNSPACED}]|(?:(?![{UNSPACED}])[^\W_])+|\S)")
_OF_ONE_KIND = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "`": "'",
        "–": "-",
        "—": "-",
        "−": "-",
        "…": ".",
    }
)
"""A mark → the mark that it is compared by."""

_NO_WORDS: Words = frozenset()


class PrintedToken(NamedTuple):
    """A word or mark as printed, the space before it, what it is compared by, and whether it is a
    word."""

    text: str
    space: str
    same: str
    word: bool


class Unit(NamedTuple):
    """A paragraph, or some sentences of one: the paragraph's 0-based ordinal, and the text."""

    paragraph: int
    text: str


class _Likeness(NamedTuple):
    """How alike two units are, by their ordinals; the most alike and then the nearest sort first."""

    unlike: float
    distance: float
    left: int
    right: int


@lru_cache(maxsize=256)  # of two texts, each paragraph is taken apart for both sides
def printed_tokens(text: str) -> tuple[PrintedToken, ...]:
    """The words and marks of `text`, in order.

    >>> [(token.space, token.text, token.same) for token in printed_tokens("The U.S. – “São”")][:3]
    [('', 'The', 'the'), (' ', 'U.S.', 'us'), (' ', '–', '-')]
    >>> [(token.space, token.text, token.same) for token in printed_tokens("“São”")]
    [('', '“', '"'), ('', 'São', 'sao'), ('', '”', '"')]
    """
    pattern = _UNSPACED_TOKEN if has_unspaced(text) else _TOKEN
    return tuple(map(_printed_token.__getitem__, pattern.findall(text.rstrip())))


def twins(
    paragraphs: Sequence[str],
    others: Sequence[str],
) -> dict[int, int]:
    """The paragraphs that stand, to the letter, once on each side: their ordinals here → there. Most
    paragraphs of a copy are of this kind, and need no comparison.

    >>> twins(["a", "b", "b"], ["b", "c", "a"])
    {0: 2}
    """
    here, there = _unique(paragraphs), _unique(others)
    return {ordinal: there[text] for text, ordinal in here.items() if text in there}


def units(
    paragraphs: Sequence[str],
    others: Sequence[str],
    same: Collection[int],
    settled: Collection[int],
) -> list[Unit]:
    """The paragraphs as units, each cut where its sentences belong to different paragraphs among
    `others` (if two of these are not settled).

    The paragraphs at the ordinals `same` are twins of the `settled` ones, and stay whole.
    """
    if len(others) - len(settled) < 2 or len(same) == len(paragraphs):
        return list(starmap(Unit, enumerate(paragraphs)))

    bags = [
        _NO_WORDS if ordinal in settled else _words(other) for ordinal, other in enumerate(others)
    ]
    holders = _holders(bags) if len(bags) > COMMON else {}

    cut: list[Unit] = []
    for ordinal, paragraph in enumerate(paragraphs):
        parts = [paragraph] if ordinal in same else _parts(paragraph, bags, holders)
        cut.extend([Unit(ordinal, text) for text in parts])

    return cut


def aligned(
    left: Sequence[Unit],
    right: Sequence[Unit],
    same: Mapping[int, int],
) -> dict[int, int]:
    """Ordinal in the story → ordinal in the copy of the units that are pairs: the twins (`same`, by
    ordinals of paragraphs), then the most alike; a tie goes to the nearest place."""
    unit_of = {unit.paragraph: j for j, unit in enumerate(right)}
    pairs: dict[int, int] = {}
    for i, unit in enumerate(left):
        if unit.paragraph in same:
            pairs[i] = unit_of[same[unit.paragraph]]

    if len(pairs) == min(len(left), len(right)):
        return pairs

    taken = set(pairs.values())
    for likeness in sorted(_likenesses(left, right, pairs)):
        if likeness.left not in pairs and likeness.right not in taken:
            pairs[likeness.left] = likeness.right
            taken.add(likeness.right)
    return pairs


def moved(pairs: Mapping[int, int]) -> set[int]:
    """The story's units that are outside the longest series which keeps its order.

    >>> moved({0: 1, 1: 2, 2: 0})
    {2}
    """
    ordered = sorted(pairs)
    places = [pairs[i] for i in ordered]
    if places == sorted(places):
        return set()

    # For each unit, by its index in `ordered`: the length of the longest series that ends with it, and
    # the unit before it there (NOWHERE: it is the first). Of equally long series the first counts.
    lengths: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        earlier = [k for k in range(index) if places[k] < place]
        longest = max(earlier, key=lengths.__getitem__, default=NOWHERE)
        before.append(longest)
        lengths.append(1 if longest == NOWHERE else lengths[longest] + 1)

    last = lengths.index(max(lengths))
    in_order = set()
    while last != NOWHERE:
        in_order.add(ordered[last])
        last = before[last]
    return set(ordered) - in_order


def reading_order(
    left: int,
    right: int,
    pairs: Mapping[int, int],
    elsewhere: Collection[int],
) -> Iterator[tuple[int, int]]:
    """The rows as ordinals of units in story and copy (-1: none), for `left` and `right` units.

    Between two pairs that kept their order, first the story's own units stand, then the copy's; a
    unit that stands `elsewhere` comes where the copy has it.
    """
    story_of = {j: i for i, j in pairs.items()}
    begun = 0
    waiting: list[tuple[int, int]] = []
    for j in range(right):
        partner = story_of.get(j, NOWHERE)
        waiting.append((partner, j))
        if partner >= 0 and partner not in elsewhere:
            yield from _alone(begun, partner, pairs)
            yield from waiting
            begun, waiting = partner + 1, []

    yield from _alone(begun, left, pairs)
    yield from waiting


def words_by_sentence(paragraph: str, cut: Sequence[str]) -> Iterator[Words]:
    """The words of each sentence of `paragraph`, as they are compared; `cut` are its sentences.

    They are read off the tokens of the paragraph: no token holds a space, so a sentence ends where as
    many letters and marks have passed as it has. Where that falls inside a token, or a script without
    spaces is mixed in, the sentence is taken apart by itself.

    >>> cut = ["U.S. envoys met.", "They left."]
    >>> [sorted(words) for words in words_by_sentence("U.S. envoys met. They left.", cut)]
    [['envoys', 'met', 'us'], ['left', 'they']]
    """
    whole = printed_tokens(paragraph)

    # By number of tokens: the characters that these have, spaces left out.
    ends: list[int] = []
    if not has_unspaced(paragraph):
        ends = list(accumulate([len(text) for text, _, _, _ in whole], initial=0))

    start = due = 0
    for sentence in cut:
        due += len("".join(sentence.split()))
        end = bisect_left(ends, due)
        is_end = end < len(ends) and ends[end] == due
        own = whole[start:end] if is_end and start >= 0 else printed_tokens(sentence)
        start = end if is_end else -1
        yield frozenset([same for _, _, same, is_word in own if is_word])


@WordCache
def _printed_token(printed: tuple[str, str]) -> PrintedToken:
    """The token of a space and a text."""
    space, text = printed
    same = folded(text) if text[0].isalnum() else text.translate(_OF_ONE_KIND)
    is_word = same[:1].isalnum()
    return PrintedToken(text, " " if space else "", same, is_word)


def _unique(paragraphs: Sequence[str]) -> dict[str, int]:
    """The ordinals of the paragraphs whose text stands once."""
    counts = Counter(paragraphs)
    ordinals = {text: ordinal for ordinal, text in enumerate(paragraphs)}
    return {text: ordinal for text, ordinal in ordinals.items() if counts[text] == 1}


def _parts(paragraph: str, bags: Bags, holders: Holders) -> list[str]:
    """The paragraph, cut where its sentences belong to different bags."""
    cut = sentences(paragraph)
    if len(cut) < 2:
        return [paragraph]

    homes: list[int] = []
    parts: list[list[str]] = []
    words_of = words_by_sentence(paragraph, cut)
    for sentence, words in zip(cut, words_of, strict=True):
        before = homes[-1] if homes else NOWHERE
        home = _home(words, bags, holders, before)
        if parts and home in {before, NOWHERE}:
            parts[-1].append(sentence)
        elif parts and before == NOWHERE:
            # Sentences that belong nowhere go with the first after them that belongs somewhere.
            parts[-1].append(sentence)
            homes[-1] = home
        else:
            parts.append([sentence])
            homes.append(home)

    return [" ".join(part) for part in parts] if len(parts) > 1 else [paragraph]


@lru_cache(maxsize=256)  # as often as `printed_tokens`
def _word_list(text: str) -> tuple[str, ...]:
    """What each word of `text` is compared by, in order."""
    tokens = printed_tokens(text)
    return tuple([same for _, _, same, is_word in tokens if is_word])


@lru_cache(maxsize=256)
def _words(text: str) -> Words:
    """What the words of `text` are compared by, each once."""
    return frozenset(_word_list(text))


@lru_cache(maxsize=256)
def _multiset(text: str) -> Multiset:
    """The words of `text`, repetitions of a word told apart by their numbers, so that two texts share
    as many as each word stands in both."""
    listed, once = _word_list(text), _words(text)
    if len(listed) == len(once):
        return once

    repeated: list[Hashable] = []
    for word, count in Counter(listed).items():
        if count > 1:
            repeated.extend([(word, number) for number in range(1, count)])
    return once.union(repeated)


def _holders(bags: Bags) -> Holders:
    """Word → the ordinals of the bags that hold it; without the words that too many hold."""
    holders: defaultdict[Hashable, list[int]] = defaultdict(list)
    for ordinal, bag in enumerate(bags):
        for word in bag:
            holders[word].append(ordinal)

    if len(bags) <= COMMON:
        return holders

    return {word: ordinals for word, ordinals in holders.items() if len(ordinals) <= COMMON}


def _home(words: Words, bags: Bags, holders: Holders, before: int) -> int:
    """The bag that has most of a sentence's words, that of the sentence `before` if it has enough;
    `NOWHERE` where no bag has enough, or the words are too few to tell."""
    if len(words) < TELLING:
        return NOWHERE

    enough = BELONGS * len(words)
    if len(bags) > COMMON:
        return _home_among_many(words, bags, holders, before)

    # In few bags no word is too common, so the bag of the sentence before is looked at first.
    if before >= 0 and len(words & bags[before]) >= enough:
        return before

    counts = [len(words & bag) for bag in bags]
    most = max(counts)

    return counts.index(most) if most >= enough else NOWHERE


def _home_among_many(
    words: Words,
    bags: Bags,
    holders: Holders,
    before: int,
) -> int:
    """The same among more bags than `COMMON`: only those that share a word which is not too common."""
    enough = BELONGS * len(words)
    shared = {ordinal: len(words & bags[ordinal]) for ordinal in _near(words, holders)}
    if shared.get(before, 0) >= enough:
        return before

    most = max(shared.values(), default=0)
    if most < enough:
        return NOWHERE

    return min([ordinal for ordinal, count in shared.items() if count == most])


def _near(words: Iterable[Hashable], holders: Holders) -> list[int]:
    """The bags that share a word which not too many hold, in order."""
    ordinals: set[int] = set()
    for word in words:
        if word in holders:
            ordinals.update(holders[word])

    return sorted(ordinals)


def _likenesses(
    left: Sequence[Unit],
    right: Sequence[Unit],
    pairs: Mapping[int, int],
) -> Iterator[_Likeness]:
    """How alike the units are that are not in `pairs`, for those that are alike enough."""
    taken = set(pairs.values())
    others = [(j, unit.text) for j, unit in enumerate(right) if j not in taken]
    bags = [(j, _multiset(text)) for j, text in others]
    is_long = len(right) > COMMON
    holders = _holders([_words(text) for _, text in others]) if is_long else {}

    for i, unit in enumerate(left):
        if i in pairs:
            continue

        near = bags
        if is_long:
            near = [bags[k] for k in _near(_words(unit.text), holders)]

        bag = _multiset(unit.text)
        size = len(bag)
        for j, other in near:
            total = size + len(other)
            if 2 * min(size, len(other)) < ALIKE * total:
                continue  # too unlike in length

            shared = 2 * len(bag & other)
            if shared and shared >= ALIKE * total:
                distance = abs(i / len(left) - j / len(right))
                yield _Likeness(-shared / total, distance, i, j)


def _alone(start: int, end: int, pairs: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The rows of the story's units from `start` to `end` that have no partner."""
    for i in range(start, end):
        if i not in pairs:
            yield i, NOWHERE
