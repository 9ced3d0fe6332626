"""Which paragraph of a copy answers which of the story, and which of them stand elsewhere.

Papers set the same report in other paragraphs: one sentence each, or all of it in one. A paragraph is first cut where its sentences belong to
different paragraphs of the other side, so that what is compared is as long on both.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain, starmap
from typing import NamedTuple

from newsgen.text.normal import UNSPACED, folded, has_unspaced
from newsgen.text.sentences import sentences

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
_OF_ONE_KIND = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'", "–": "-", "—": "-", "−": "-", "…": "."})

_EMPTY: Counter[str] = Counter()
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
    return tuple([_piece(piece, " " if space else "") for space, piece in found])


def twins(paragraphs: Sequence[str], others: Sequence[str]) -> dict[int, int]:
    """The paragraphs that stand, to the letter, once on each side: their ordinals here → there. Most of a copy is of this kind, and needs no more.

    >>> twins(["a", "b", "b"], ["b", "c", "a"])
    {0: 2}
    """
    here, there = ({text: at for at, text in enumerate(side) if once[text] == 1} for side in (paragraphs, others) for once in (Counter(side),))
    return {at: there[text] for text, at in here.items() if text in there}


def units(paragraphs: Sequence[str], others: Sequence[str], same: Collection[int], settled: Collection[int]) -> list[Unit]:
    """The paragraphs as units, each cut where its sentences belong to different paragraphs among `others` (if two of them are not settled).

    Those at the ordinals `same` are twins of the `settled` ones, and stay whole.
    """
    if len(others) - len(settled) < 2 or len(same) == len(paragraphs):
        return list(starmap(Unit, enumerate(paragraphs)))
    bags = [_NOTHING if at in settled else frozenset(_bag(other)) for at, other in enumerate(others)]
    places = _places(bags)
    found: list[Unit] = []
    for at, paragraph in enumerate(paragraphs):
        found.extend(Unit(at, text) for text in ([paragraph] if at in same else _parts(paragraph, bags, places)))
    return found


def aligned(left: Sequence[Unit], right: Sequence[Unit], same: Mapping[int, int]) -> dict[int, int]:
    """Ordinal in the story → ordinal in the copy of the units that are pairs: the twins (`same`, by ordinals of paragraphs), then the most alike;
    a tie goes to the nearest place."""
    twin = {unit.at: j for j, unit in enumerate(right)}
    pairs = {i: twin[same[unit.at]] for i, unit in enumerate(left) if unit.at in same}
    if len(pairs) == min(len(left), len(right)):
        return pairs
    taken = set(pairs.values())
    bags = [[_EMPTY if at in done else _bag(unit.text) for at, unit in enumerate(side)] for side, done in ((left, pairs.keys()), (right, taken))]
    ours, theirs = [[bag.total() for bag in side] for side in bags]
    places = _places(bags[1])
    ratios = []
    for i, bag in enumerate(bags[0]):
        for j in _near(bag, places):
            total = ours[i] + theirs[j]
            if 2 * min(ours[i], theirs[j]) < ALIKE * total:
                continue  # too unlike in length
            other = bags[1][j]
            ratio = 2 * sum([min(count, other[word]) for word, count in bag.items() if word in other]) / total
            if ratio >= ALIKE:
                ratios.append((-ratio, abs(i / len(left) - j / len(right)), i, j))
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


def reading_order(left: int, right: int, pairs: dict[int, int], elsewhere: set[int]) -> Iterator[tuple[int, int]]:
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
    ends = [] if has_unspaced(paragraph) else list(accumulate([len(piece.text) for piece in whole], initial=0))
    start = due = 0
    for sentence in told:
        due += len("".join(sentence.split()))
        end = bisect_left(ends, due)
        known = start >= 0 and end < len(ends) and ends[end] == due
        own = whole[start:end] if known else pieces(sentence)
        start = end if end < len(ends) and ends[end] == due else -1
        yield frozenset([piece.same for piece in own if piece.word])


def _parts(paragraph: str, bags: Sequence[frozenset[str]], places: dict[str, list[int]]) -> list[str]:
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


@lru_cache(maxsize=1 << 16)  # the words of the news repeat
def _piece(text: str, space: str) -> Piece:
    same = folded(text) if text[0].isalnum() else text.translate(_OF_ONE_KIND)
    return Piece(text, space, same, same[:1].isalnum())


@lru_cache(maxsize=256)  # as often as `pieces`
def _bag(text: str) -> Counter[str]:
    return Counter([piece.same for piece in pieces(text) if piece.word])


def _places(bags: Sequence[Collection[str]]) -> dict[str, list[int]]:
    """Word → the ordinals of the bags that hold it; without the words that too many hold."""
    places: dict[str, list[int]] = {}
    for at, bag in enumerate(bags):
        for word in bag:
            places.setdefault(word, []).append(at)
    return {word: found for word, found in places.items() if len(found) <= COMMON}


def _home(bag: frozenset[str], bags: Sequence[frozenset[str]], places: dict[str, list[int]], before: int) -> int:
    """The bag that has most of these words, that of the sentence before if it has enough; -1 where none has, or they are too few to tell."""
    if len(bag) < TELLING:
        return -1
    few = len(bags) <= COMMON  # so that no word stands in too many of them
    if few and before >= 0 and len(bag & bags[before]) >= BELONGS * len(bag):
        return before
    near = Counter(chain.from_iterable([places[word] for word in bag if word in places]))
    shared = near if few else {at: len(bag & bags[at]) for at in near}
    if shared.get(before, 0) >= BELONGS * len(bag):
        return before
    most = max(shared.values(), default=0)
    return min([at for at, count in shared.items() if count == most]) if most and most >= BELONGS * len(bag) else -1


def _near(bag: Iterable[str], places: dict[str, list[int]]) -> list[int]:
    """The bags that share a word which not too many have, in order."""
    return sorted({at for word in bag if word in places for at in places[word]})
