"""Why two articles are, or are not, one story: the verdict with its features, and the passages behind
it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

import msgspec

from newsgen.dedupe.records import Explanation, Passage, Verdict
from newsgen.dedupe.score import shipped
from newsgen.dedupe.signatures import body, fingerprints
from newsgen.dedupe.verdicts import compared
from newsgen.model import Article
from newsgen.text.normal import WORD, folded

LEAST_WORDS = 5
"""Words of the shortest passage that is shown."""
MOST = 12
"""Passages shown of each sort, the longest first."""
SHARED = 3
"""Words in a row that both texts must have for these words to count as shared."""


class _Word(NamedTuple):
    """A word of a text, folded, and where it stands."""

    folded: str
    start: int
    end: int


def explanation(a: Article, b: Article) -> Explanation:
    """The verdict on two articles, its sides in the order given, and the passages that they share or
    that only one has."""
    first, second = fingerprints([a, b])
    verdict = compared(first, second, shipped())
    if verdict.a != a.id:
        verdict = _turned(verdict)

    words, other_words = _words(body(a)), _words(body(b))
    in_b = _covered(words, other_words)
    in_a = _covered(other_words, words)
    shared = _passages("both", body(a), words, in_b)
    only_a = _passages("a", body(a), words, _negated(in_b))
    only_b = _passages("b", body(b), other_words, _negated(in_a))
    return Explanation(verdict, (*shared, *only_a, *only_b))


def _turned(verdict: Verdict) -> Verdict:
    """The verdict with its sides exchanged."""
    return msgspec.structs.replace(
        verdict, a=verdict.b, b=verdict.a, shared=verdict.covers, covers=verdict.shared
    )


def _words(text: str) -> list[_Word]:
    """The words of `text`, in order."""
    matches = WORD.finditer(text)
    return [_Word(folded(match[0]), match.start(), match.end()) for match in matches]


def _covered(words: Sequence[_Word], others: Sequence[_Word]) -> list[bool]:
    """For each of `words` whether it stands among `SHARED` words in a row that `others` have too."""
    theirs = set(_in_a_row(others))
    covered = [False] * len(words)

    for place, in_a_row in enumerate(_in_a_row(words)):
        if in_a_row in theirs:
            covered[place : place + SHARED] = [True] * SHARED

    return covered


def _in_a_row(words: Sequence[_Word]) -> Iterator[tuple[str, ...]]:
    """Each `SHARED` words in a row, folded."""
    plain = [word.folded for word in words]
    for place in range(len(plain) - SHARED + 1):
        yield tuple(plain[place : place + SHARED])


def _passages(
    where: Literal["both", "a", "b"],
    text: str,
    words: Sequence[_Word],
    wanted: Sequence[bool],
) -> list[Passage]:
    """The longest runs of wanted words, as printed."""
    edges = [0, *_changes(wanted), len(wanted)]
    passages = []
    for start, end in pairwise(edges):
        length = end - start
        if length >= LEAST_WORDS and wanted[start]:
            printed = text[words[start].start : words[end - 1].end]
            passages.append(Passage(where, printed, length))

    passages.sort(key=lambda passage: -passage.words)
    return passages[:MOST]


def _changes(flags: Sequence[bool]) -> Iterator[int]:
    """The places at which a flag differs from the one before it."""
    for place, (before, after) in enumerate(pairwise(flags), 1):
        if before != after:
            yield place


def _negated(flags: Sequence[bool]) -> list[bool]:
    return [not flag for flag in flags]
