"""The listed words by number: which class colours them (`rules/marks.toml`), in which languages they are grammar (`rules/function_words.toml`).

The tables belong to the weights of the model: when one is changed, `tools/train_lines.py` is run again.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgen.clean.lines.characters import SPREAD, WORDLIKE, hashes, kinds, lowered

CLASSES = ("share", "advert", "subscribe", "newsletter", "comments", "related", "credit", "byline", "bio", "pose", "press", "month", "clock",
           "legal", "reader", "appeal", "player", "speech", "navigation")  # fmt: skip
"""The classes of words in the order of their columns; class 0 is none."""
PAIR = 0xC2B2AE3D27D4EB4F
"""A phrase of two words has the number first * PAIR + second."""

_LAST = 0xFFFFFFFFFFFFFFFF
_SHELF = np.uint64(50)
"""Bits by which a spread number is shifted to give its shelf: of 16,384 shelves most are empty and none holds more than a few words."""


class Index(NamedTuple):
    """Numbers that are found in a tenth of the time of a binary search: they are spread by a product, and in that order stand on shelves. `begin`
    is where each shelf begins, `most` how many the fullest holds."""

    keys: NDArray[np.uint64]
    begin: NDArray[np.int64]
    most: int

    def find(self, numbers: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Where each of `numbers` stands, or would stand, and whether it does."""
        spread = numbers * SPREAD
        at = self.begin.take((spread >> _SHELF).view(np.int64))
        for _ in range(self.most):
            at += self.keys.take(at) < spread
        return at, self.keys.take(at) == spread


class Vocabulary(NamedTuple):
    """All listed words by number: class, bits of the languages in which a word is grammar, whether a listed phrase begins with it; and the
    listed phrases with their class."""

    words: Index
    mark: NDArray[np.uint8]
    langs: NDArray[np.int64]
    head: NDArray[np.bool_]
    pairs: Index
    pair_mark: NDArray[np.int64]


@cache
def vocabulary() -> Vocabulary:
    """The shipped tables as arrays; where a word is listed under two classes the later one holds."""
    entries: dict[int, list[int]] = {}
    pairs: dict[int, list[int]] = {}
    for lang, listed in _rules("function_words.toml").items():
        for key in numbers(listed):
            entries.setdefault(key, [0, 0, 0])[1] |= languages()[lang]
    for name, rule in _rules("marks.toml").items():
        for key in numbers(rule["words"]):
            entries.setdefault(key, [0, 0, 0])[0] = CLASSES.index(name) + 1
        for phrase in rule.get("phrases", "").split(","):
            if len(words := numbers(phrase)) >= 2:
                pairs[(words[0] * PAIR + words[1]) & _LAST] = [CLASSES.index(name) + 1]
                entries.setdefault(words[0], [0, 0, 0])[2] = 1
    words_, (mark, langs, head) = _indexed(entries)
    pairs_, (pair_mark,) = _indexed(pairs)
    return Vocabulary(words_, mark.astype(np.uint8), langs, head == 1, pairs_, pair_mark)


def _indexed(listed: dict[int, list[int]]) -> tuple[Index, NDArray[np.int64]]:
    """An index of numbers, and what is listed for each in its order. It ends in a number of no word: no look-up falls off its end."""
    spread = np.array([*listed], np.uint64) * SPREAD
    order = spread.argsort()
    keys = np.append(spread[order], np.uint64(_LAST))
    shelves = (keys >> _SHELF).view(np.int64)
    told = np.array([*listed.values()], np.int64)
    index = Index(
        keys, shelves.searchsorted(np.arange(shelves[-1] + 1)), int(np.bincount(shelves).max())
    )
    return index, np.append(told[order], told[:1] * 0, axis=0).T.copy()


@cache
def languages() -> dict[str, int]:
    """The languages with a list of grammar words, each with its bit.

    >>> "en" in languages(), "xx" in languages()
    (True, False)
    """
    return {lang: 1 << number for number, lang in enumerate(_rules("function_words.toml"))}


def numbers(text: str) -> list[int]:
    """The number of each word of `text`, whatever its capitals.

    >>> numbers("Read more") == [*numbers("read"), *numbers("MORE")]
    True
    """
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    wordlike = (kinds()[codes] > 0) & (kinds()[codes] <= WORDLIKE)
    bounds = np.flatnonzero(np.diff(wordlike, prepend=False, append=False))
    return [int(number) for number in hashes(lowered()[codes], bounds[::2], bounds[1::2])]


@cache
def _rules(name: str) -> dict[str, Any]:
    return tomllib.loads(files("newsgen.clean").joinpath(f"rules/{name}").read_text("utf-8"))
