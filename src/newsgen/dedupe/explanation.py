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
    in_b, in_a = _covered(words, other_words), _covered(other_words, words)
    passages = (
        *_passages("both", body(a), words, in_b),
        *_passages("a", body(a), words, [not shared for shared in in_b]),
        *_passages("b", body(b), other_words, [not shared for shared in in_a]),
    )
    return Explanation(verdict, passages)


def _turned(verdict: Verdict) -> Verdict:
    """The verdict with its sides exchanged."""
    return msgspec.structs.replace(
        verdict, a=verdict.b, b=verdict.a, shared=verdict.covers, covers=verdict.shared
    )


def _words(text: str) -> list[_Word]:
    """The words of `text`, in order."""
    return [_Word(folded(match[0]), *match.span()) for match in WORD.finditer(text)]


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
    for place in range(len(words) - SHARED + 1):
        yield tuple(word.folded for word in words[place : place + SHARED])


def _passages(
    where: Literal["both", "a", "b"],
    text: str,
    words: Sequence[_Word],
    wanted: Sequence[bool],
) -> list[Passage]:
    """The longest runs of wanted words, as printed."""
    changes = [
        place for place, (before, after) in enumerate(pairwise(wanted), 1) if before != after
    ]
    passages = []
    for start, end in pairwise([0, *changes, len(wanted)]):
        if end - start >= LEAST_WORDS and wanted[start]:
            printed = text[words[start].start : words[end - 1].end]
            passages.append(Passage(where, printed, end - start))
    return sorted(passages, key=lambda passage: -passage.words)[:MOST]
