"""Why two articles are, or are not, one story: the verdict with its features, and the passages behind it."""

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from newsgen.config import DedupeConfig
from newsgen.dedupe.records import Explanation, Passage
from newsgen.dedupe.score import shipped
from newsgen.dedupe.signatures import body, fingerprints
from newsgen.dedupe.verdicts import compared
from newsgen.model import Article
from newsgen.text.normal import WORD, folded

LEAST_WORDS = 5
"""Words of a passage worth showing."""
MOST = 12
"""Passages shown of each sort, the longest first."""

Span = tuple[int, int]


def explanation(a: Article, b: Article, config: DedupeConfig) -> Explanation:
    """The verdict on two articles, its sides in the order given, and the passages that they share or that only one has."""
    first, second = fingerprints([a, b], config)
    verdict = compared(first, second, shipped())
    if verdict.a != a.id:
        verdict = msgspec.structs.replace(
            verdict, a=a.id, b=b.id, shared=verdict.covers, covers=verdict.shared
        )
    one, two = _words(body(a)), _words(body(b))
    in_two, in_one = _covered(one, two), _covered(two, one)
    shared = _longest(
        Passage("both", text, words) for text, words in _passages(body(a), one, in_two)
    )
    missing = _longest(
        Passage("a", text, words)
        for text, words in _passages(body(a), one, [not held for held in in_two])
    )
    added = _longest(
        Passage("b", text, words)
        for text, words in _passages(body(b), two, [not held for held in in_one])
    )
    return Explanation(verdict, (*shared, *missing, *added))


def _words(text: str) -> list[tuple[str, Span]]:
    """The folded words of `text` and where they stand."""
    return [(folded(match[0]), match.span()) for match in WORD.finditer(text)]


def _covered(these: list[tuple[str, Span]], those: list[tuple[str, Span]]) -> list[bool]:
    """For each of these words whether it stands in three words in a row that those have too."""
    known = {tuple(word for word, _ in those[at : at + 3]) for at in range(len(those) - 2)}
    covered = [False] * len(these)
    for at in range(len(these) - 2):
        if tuple(word for word, _ in these[at : at + 3]) in known:
            covered[at : at + 3] = [True] * 3
    return covered


def _passages(
    text: str, words: list[tuple[str, Span]], wanted: list[bool]
) -> Iterator[tuple[str, int]]:
    """Runs of wanted words as printed, with their length."""
    edges = [
        0,
        *(at for at, (one, two) in enumerate(pairwise(wanted), 1) if one != two),
        len(wanted),
    ]
    for start, end in pairwise(edges):
        if end - start >= LEAST_WORDS and wanted[start]:
            yield text[words[start][1][0] : words[end - 1][1][1]], end - start


def _longest(passages: Iterator[Passage]) -> list[Passage]:
    return sorted(passages, key=lambda passage: -passage.words)[:MOST]
