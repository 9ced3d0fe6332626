"""The listed words by their hash: the class of each (`rules/marks.toml`), and the languages in
which it is a grammar word (`rules/function_words.toml`).

The tables belong to the weights of the model: after a change of one, `tools/train_lines.py` has to
be run again.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from newsgen.clean.lines.arrays import Bools, Bytes, Ints, Numbers
from newsgen.clean.lines.characters import SPREAD, WORDLIKE, hashes, kinds, lowered

CLASSES = (
    "share", "advert", "subscribe", "newsletter", "comments", "related", "credit", "byline", "bio",
    "pose", "press", "month", "clock", "legal", "reader", "appeal", "player", "speech",
    "navigation",
)  # fmt: skip
"""The classes of words in the order of their columns. A word's class is a number from 1 on; 0 is
no class."""
PAIR = 0xC2B2AE3D27D4EB4F
"""A phrase of two words has the hash first * PAIR + second."""

_LAST = 0xFFFFFFFFFFFFFFFF
_BUCKET_BITS = np.uint64(50)
"""A spread hash shifted right by so many bits gives its bucket. Of 16,384 buckets most are empty,
and none holds more than a few words."""


class Index(NamedTuple):
    """A hash table that is searched with numpy, in a tenth of the time of a binary search.

    `keys` are spread hashes in ascending order, `begin` is where each bucket begins in them, `most`
    how many keys the fullest bucket holds.
    """

    keys: Numbers
    begin: Ints
    most: int

    def find(self, numbers: Numbers) -> tuple[Ints, Bools]:
        """Where each of `numbers` stands, or would stand, and whether it is there."""
        spread = numbers * SPREAD
        buckets = (spread >> _BUCKET_BITS).view(np.int64)
        places = self.begin.take(buckets)

        # In each round a place moves on by one key while that key is smaller.
        for _ in range(self.most):
            places += self.keys.take(places) < spread

        is_there = self.keys.take(places) == spread
        return places, is_there


class Vocabulary(NamedTuple):
    """All listed words and phrases, each array in the order of its index.

    `mark` is the class of each word, `langs` has a bit for each language in which it is a grammar
    word, `head` tells whether a listed phrase begins with it. `pair_mark` is the class of a phrase.
    """

    words: Index
    mark: Bytes
    langs: Ints
    head: Bools
    pairs: Index
    pair_mark: Ints


class _ListedWord:
    """What is listed of one word, while the tables are read."""

    def __init__(self) -> None:
        self.mark = 0
        self.langs = 0
        self.is_head = False


@cache
def vocabulary() -> Vocabulary:
    """The shipped tables as arrays. A word that two classes list belongs to the later one."""
    entries: dict[int, _ListedWord] = {}
    pair_marks: dict[int, int] = {}
    for lang, listed in _rules("function_words.toml").items():
        for key in numbers(listed):
            entries.setdefault(key, _ListedWord()).langs |= languages()[lang]
    for name, rule in _rules("marks.toml").items():
        mark = CLASSES.index(name) + 1
        for key in numbers(rule["words"]):
            entries.setdefault(key, _ListedWord()).mark = mark
        for first, second in _phrases(rule):
            pair_marks[(first * PAIR + second) & _LAST] = mark
            entries.setdefault(first, _ListedWord()).is_head = True
    words, order = _indexed(list(entries))
    pairs, pair_order = _indexed(list(pair_marks))
    listed_words = list(entries.values())
    return Vocabulary(
        words=words,
        mark=_ordered([entry.mark for entry in listed_words], order).astype(np.uint8),
        langs=_ordered([entry.langs for entry in listed_words], order),
        head=_ordered([int(entry.is_head) for entry in listed_words], order) == 1,
        pairs=pairs,
        pair_mark=_ordered(list(pair_marks.values()), pair_order),
    )


@cache
def languages() -> dict[str, int]:
    """The languages with a list of grammar words, each with its bit.

    >>> "en" in languages(), "xx" in languages()
    (True, False)
    """
    return {lang: 1 << number for number, lang in enumerate(_rules("function_words.toml"))}


def numbers(text: str) -> list[int]:
    """The hash of each word of `text`, the same in capitals and in small letters.

    >>> numbers("Read more") == [*numbers("read"), *numbers("MORE")]
    True
    """
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    kind = kinds()[codes]
    wordlike = (kind > 0) & (kind <= WORDLIKE)
    # A word begins where `wordlike` becomes true and ends where it becomes false: every other bound.
    changes = np.diff(wordlike, prepend=False, append=False)
    bounds = np.flatnonzero(changes)
    first, last = bounds[::2], bounds[1::2]

    word_hashes = hashes(lowered()[codes], first, last)
    return [int(number) for number in word_hashes]


def _phrases(rule: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """The hashes of the first two words of each phrase of a rule; one word alone is no phrase.

    >>> [phrase == tuple(numbers("read more")) for phrase in _phrases({"phrases": "read more, go"})]
    [True]
    """
    listed = rule.get("phrases", "")
    for phrase in listed.split(","):
        words = numbers(phrase)
        if len(words) >= 2:
            first, second, *_ = words
            yield first, second


def _indexed(listed: list[int]) -> tuple[Index, Ints]:
    """An index of hashes, and their order in it. The index ends in a key that no word has, so that
    no search runs beyond its end."""
    spread = np.array(listed, np.uint64) * SPREAD
    order = spread.argsort()
    keys = np.append(spread[order], np.uint64(_LAST))

    buckets = (keys >> _BUCKET_BITS).view(np.int64)
    every_bucket = np.arange(buckets[-1] + 1)
    sizes = np.bincount(buckets)
    index = Index(
        keys=keys,
        begin=buckets.searchsorted(every_bucket),
        most=int(sizes.max()),
    )
    return index, order


def _ordered(values: list[int], order: Ints) -> Ints:
    """What is listed for each hash, in the order of the index; 0 for the index's last key.

    >>> _ordered([7, 8], np.array([1, 0])).tolist()
    [8, 7, 0]
    """
    ordered = np.array(values, np.int64)[order]
    return np.append(ordered, 0)


@cache
def _rules(name: str) -> dict[str, Any]:
    """A table of the package, decoded."""
    package = files("newsgen.clean")
    path = package.joinpath("rules", name)
    text = path.read_text("utf-8")
    return tomllib.loads(text)
