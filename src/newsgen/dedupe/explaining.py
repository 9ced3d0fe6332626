"""Why two articles are, or are not, one story: the verdict, and the passages behind it."""

from collections.abc import Iterator

import numpy as np

from newsgen.config import DedupeConfig
from newsgen.dedupe.features import Held, held
from newsgen.dedupe.printing import body, fingerprint
from newsgen.dedupe.records import Explanation, Passage
from newsgen.dedupe.verify import verify
from newsgen.model import Article
from newsgen.text.normal import WORD
from newsgen.text.shingles import read, trigrams

LEAST_WORDS = 5
"""Words of a passage worth showing."""
MOST = 12
"""Passages shown of each sort, the longest first."""


def explanation(a: Article, b: Article, config: DedupeConfig) -> Explanation:
    """The verdict on two articles and the passages that they share or that only one has."""
    one, two = sorted((a, b), key=lambda article: article.id)
    verdict = verify(fingerprint(one, config), fingerprint(two, config), config)
    texts = body(one), body(two)
    shingles = [trigrams(read(text)) for text in texts]
    in_two, in_one = held(shingles[0], shingles[1]), held(shingles[1], shingles[0])
    shared = _longest(Passage("both", text, words) for text, words in _passages(texts[0], in_two, wanted=True))
    missing = _longest(Passage("a", text, words) for text, words in _passages(texts[0], in_two, wanted=False))
    added = _longest(Passage("b", text, words) for text, words in _passages(texts[1], in_one, wanted=False))
    return Explanation(verdict, (*shared, *missing, *added))


def _longest(passages: Iterator[Passage]) -> list[Passage]:
    return sorted(passages, key=lambda passage: -passage.words)[:MOST]


def _passages(text: str, present: Held, *, wanted: bool) -> Iterator[tuple[str, int]]:
    """Runs of words that the other text has (or has not), as printed, with their length."""
    spans = [match.span() for match in WORD.finditer(text)]
    covered = np.zeros(len(spans), np.bool_)
    for step in range(3):
        covered[step : step + len(present)] |= present[: max(0, len(spans) - step)]
    edges = np.flatnonzero(np.diff((covered == wanted).astype(np.int8), prepend=0, append=0)).tolist()
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start >= LEAST_WORDS:
            yield text[spans[start][0] : spans[end - 1][1]], end - start
