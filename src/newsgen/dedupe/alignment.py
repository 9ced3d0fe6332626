"""Which paragraph of a copy answers which of the story, and which of them stand elsewhere.

Papers set the same report in other paragraphs: one sentence each, or all of it in one. A paragraph is first cut where its sentences belong to
different paragraphs of the other side, so that what is compared is as long on both.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, starmap
from typing import NamedTuple

from newsgen.text.normal import UNSPACED, folded, has_unspaced
from newsgen.text.sentences import sentences
from newsgen.text.word_cache import Memory

ALIKE = 0.5
"""Share of words two paragraphs have in common (twice the shared, by all) from which they are a pair."""
COMMON = 24
"""Paragraphs that hold a word beyond which it says nothing of what belongs together: else a book of a thousand pages compares each with each."""
TELLING = 4
"""Different words a sentence must have to tell where it belongs."""
BELONGS = 0.6
"""Share of a sentence's words that a paragraph of the other side must have for the sentence to belong to it."""

_PIECE = re.compile(r"(\s*)((?:[^\W_]\.){2,}|[^\W_]+(?:['’.,][^\W_]+)*|\S)")
_UNSPACED_PIECE = re.compile(rf"(\s*)([{UNSPACED}]|(?:(?![{UNSPACED}])[^\W_])+|\S)")
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

_NOTHING: frozenset[str] = frozenset()


class Piece(NamedTuple):
    """A word or mark as printed, the space before it, what it is compared by, and whether that is a word."""

    text: str
    space: str
    same: str
    word: bool


class Unit(NamedTuple):
    """A paragraph, or some sentences of one: the paragraph's 0-based ordinal, and the text."""

    at: int
    text: str


@lru_cache(maxsize=256)  # of two texts, each paragraph is taken apart for both sides
def pieces(text: str) -> tuple[Piece, ...]:
    """The words and marks of `text`, in order.

    >>> [(piece.space, piece.text, piece.same) for piece in pieces("The U.S. – “São”")]
    [('', 'The', 'the'), (' ', 'U.S.', 'us'), (' ', '–', '-'), (' ', '“', '"'), ('', 'São', 'sao'), ('', '”', '"')]
    """
    found = (_UNSPACED_PIECE if has_unspaced(text) else _PIECE).findall(text.rstrip())
    return tuple(map(_piece.__getitem__, found))


def twins(paragraphs: Sequence[str], others: Sequence[str]) -> dict[int, int]:
    """The paragraphs that stand, to the letter, once on each side: their ordinals here → there. Most of a copy is of this kind, and needs no more.

    >>> twins(["a", "b", "b"], ["b", "c", "a"])
    {0: 2}
    """
    here, there = (
        {text: at for at, text in enumerate(side) if once[text] == 1}
        for side in (paragraphs, others)
        for once in (Counter(side),)
    )
    return {at: there[text] for text, at in here.items() if text in there}


def units(
    paragraphs: Sequence[str],
    others: Sequence[str],
    same: Collection[int],
    settled: Collection[int],
) -> list[Unit]:
    """The paragraphs as units, each cut where its sentences belong to different paragraphs among `others` (if two of them are not settled).

    Those at the ordinals `same` are twins of the `settled` ones, and stay whole.
    """
    if len(others) - len(settled) < 2 or len(same) == len(paragraphs):
        return list(starmap(Unit, enumerate(paragraphs)))
    bags = [_NOTHING if at in settled else _bag(other) for at, other in enumerate(others)]
    places = _places(bags) if len(bags) > COMMON else {}
    found: list[Unit] = []
    for at, paragraph in enumerate(paragraphs):
        found.extend(
            Unit(at, text)
            for text in ([paragraph] if at in same else _parts(paragraph, bags, places))
        )
    return found


def aligned(left: Sequence[Unit], right: Sequence[Unit], same: Mapping[int, int]) -> dict[int, int]:
    """Ordinal in the story → ordinal in the copy of the units that are pairs: the twins (`same`, by ordinals of paragraphs), then the most alike;
    a tie goes to the nearest place."""
    twin = {unit.at: j for j, unit in enumerate(right)}
    pairs = {i: twin[same[unit.at]] for i, unit in enumerate(left) if unit.at in same}
    if len(pairs) == min(len(left), len(right)):
        return pairs
    taken = set(pairs.values())
    ours, theirs = (
        [(i, unit.text) for i, unit in enumerate(left) if i not in pairs],
        [(j, unit.text) for j, unit in enumerate(right) if j not in taken],
    )
    others = [(j, _multiset(text)) for j, text in theirs]
    places = _places([_bag(text) for _, text in theirs]) if len(right) > COMMON else {}
    ratios = []
    for i, text in ours:
        bag = _multiset(text)
        size = len(bag)
        for j, other in (
            others if len(right) <= COMMON else map(others.__getitem__, _near(_bag(text), places))
        ):
            total = size + len(other)
            if 2 * min(size, len(other)) < ALIKE * total:
                continue  # too unlike in length
            shared = 2 * len(bag & other)
            if shared and shared / total >= ALIKE:
                ratios.append((-shared / total, abs(i / len(left) - j / len(right)), i, j))
    for _, _, i, j in sorted(ratios):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def moved(pairs: dict[int, int]) -> set[int]:
    """The story's units that left the longest series which keeps its order."""
    ordered = sorted(pairs)
    places = [pairs[i] for i in ordered]
    if places == sorted(places):
        return set()
    best: list[tuple[int, int]] = []
    for at, i in enumerate(ordered):
        earlier = [(best[k][0], k) for k in range(at) if pairs[ordered[k]] < pairs[i]]
        length, before = max(earlier, key=lambda item: (item[0], -item[1]), default=(0, -1))
        best.append((length + 1, before))
    at = max(range(len(best)), key=lambda k: (best[k][0], -k), default=-1)
    kept = set()
    while at >= 0:
        kept.add(ordered[at])
        at = best[at][1]
    return set(ordered) - kept


def reading_order(
    left: int, right: int, pairs: dict[int, int], elsewhere: set[int]
) -> Iterator[tuple[int, int]]:
    """The rows as ordinals in story and copy (-1: none): between two pairs that kept their order first the story's own paragraphs, then the
    copy's; a moved paragraph stands where the copy has it."""
    source = {j: i for i, j in pairs.items()}
    begun, waiting = 0, []
    for j in range(right):
        partner = source.get(j, -1)
        waiting.append((partner, j))
        if partner >= 0 and partner not in elsewhere:
            yield from ((i, -1) for i in range(begun, partner) if i not in pairs)
            yield from waiting
            begun, waiting = partner + 1, []
    yield from ((i, -1) for i in range(begun, left) if i not in pairs)
    yield from waiting


def words_by_sentence(paragraph: str, told: Sequence[str]) -> Iterator[frozenset[str]]:
    """The words of each sentence of `paragraph`, as they are compared.

    They are read off the pieces of the paragraph: none holds a space, so a sentence ends where as many letters and marks have passed as it
    has. Where that falls inside a piece, or a script without spaces is mixed in, the sentence is taken apart itself.

    >>> [sorted(words) for words in words_by_sentence("U.S. envoys met. They left.", ["U.S. envoys met.", "They left."])]
    [['envoys', 'met', 'us'], ['left', 'they']]
    """
    whole = pieces(paragraph)
    ends = (
        []
        if has_unspaced(paragraph)
        else list(accumulate([len(text) for text, _, _, _ in whole], initial=0))
    )
    start = due = 0
    for sentence in told:
        due += len("".join(sentence.split()))
        end = bisect_left(ends, due)
        known = start >= 0 and end < len(ends) and ends[end] == due
        own = whole[start:end] if known else pieces(sentence)
        start = end if end < len(ends) and ends[end] == due else -1
        yield frozenset([same for _, _, same, word in own if word])


def _parts(
    paragraph: str, bags: Sequence[frozenset[str]], places: Mapping[Hashable, Sequence[int]]
) -> list[str]:
    """The paragraph, cut where its sentences belong to different bags."""
    told = sentences(paragraph)
    if len(told) < 2:
        return [paragraph]
    parts: list[tuple[int, list[str]]] = []
    for sentence, words in zip(told, words_by_sentence(paragraph, told), strict=True):
        home = _home(words, bags, places, parts[-1][0] if parts else -1)
        if parts and home in {parts[-1][0], -1}:
            parts[-1][1].append(sentence)
        elif parts and parts[-1][0] == -1:
            parts[-1] = (home, [*parts[-1][1], sentence])
        else:
            parts.append((home, [sentence]))
    return [" ".join(part) for _, part in parts] if len(parts) > 1 else [paragraph]


@Memory
def _piece(printed: tuple[str, str]) -> Piece:
    """The piece of a space and a text."""
    space, text = printed
    same = folded(text) if text[0].isalnum() else text.translate(_OF_ONE_KIND)
    return Piece(text, " " if space else "", same, same[:1].isalnum())


@lru_cache(maxsize=256)  # as often as `pieces`
def _words(text: str) -> tuple[str, ...]:
    """What each piece of `text` that is a word is compared by."""
    return tuple([same for _, _, same, word in pieces(text) if word])


@lru_cache(maxsize=256)
def _bag(text: str) -> frozenset[str]:
    return frozenset(_words(text))


@lru_cache(maxsize=256)
def _multiset(text: str) -> frozenset[Hashable]:
    """The words of `text`, each repetition of one told apart by its number, so that two texts share as many as each word stands in both."""
    words, once = _words(text), _bag(text)
    if len(words) == len(once):
        return once
    counts = Counter(words)
    return once.union(
        [
            (word, number)
            for word, count in counts.items()
            if count > 1
            for number in range(1, count)
        ]
    )


def _places(bags: Sequence[Collection[Hashable]]) -> Mapping[Hashable, Sequence[int]]:
    """Word → the ordinals of the bags that hold it; without the words that too many hold."""
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for at, bag in enumerate(bags):
        for word in bag:
            places[word].append(at)
    return (
        places
        if len(bags) <= COMMON
        else {word: found for word, found in places.items() if len(found) <= COMMON}
    )


def _home(
    bag: frozenset[str],
    bags: Sequence[frozenset[str]],
    places: Mapping[Hashable, Sequence[int]],
    before: int,
) -> int:
    """The bag that has most of these words, that of the sentence before if it has enough; -1 where none has, or they are too few to tell."""
    if len(bag) < TELLING:
        return -1
    enough = BELONGS * len(bag)
    if len(bags) <= COMMON:  # no word stands in too many of them
        if before >= 0 and len(bag & bags[before]) >= enough:
            return before
        counts = [len(bag & other) for other in bags]
        most = max(counts)
        return counts.index(most) if most >= enough else -1
    shared = {at: len(bag & bags[at]) for at in _near(bag, places)}
    if shared.get(before, 0) >= enough:
        return before
    most = max(shared.values(), default=0)
    return min([at for at, count in shared.items() if count == most]) if most >= enough else -1


def _near(bag: Iterable[Hashable], places: Mapping[Hashable, Sequence[int]]) -> list[int]:
    """The bags that share a word which not too many have, in order."""
    return sorted({at for word in bag if word in places for at in places[word]})
