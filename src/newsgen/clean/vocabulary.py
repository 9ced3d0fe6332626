"""The listed words by number: which class colours them (`rules/marks.toml`), in which languages they are grammar (`rules/function_words.toml`).

The tables belong to the weights of the model: when one is changed, `tools/train_lines.py` is run again.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgen.clean.characters import WORDLIKE, hashes, kinds, lowered

CLASSES = ("share", "advert", "subscribe", "newsletter", "comments", "related", "credit", "byline", "bio", "pose", "press", "month", "clock",
           "legal", "reader", "appeal", "player", "speech", "navigation")  # fmt: skip
"""The classes of words in the order of their columns; class 0 is none."""
PAIR = 0xC2B2AE3D27D4EB4F
"""A phrase of two words has the number first * PAIR + second."""

_WORD = 0xFFFFFFFFFFFFFFFF


class Vocabulary(NamedTuple):
    """All listed words, sorted by number: class, bits of the languages in which a word is grammar, whether a listed phrase begins with it;
    and the listed phrases. Each list ends in a number that no word has, so that a look-up never falls off its end."""

    keys: NDArray[np.uint64]
    mark: NDArray[np.int64]
    langs: NDArray[np.int64]
    head: NDArray[np.bool_]
    pairs: NDArray[np.uint64]
    pair_mark: NDArray[np.int64]


@cache
def vocabulary() -> Vocabulary:
    """The shipped tables as arrays; where a word is listed under two classes the later one holds."""
    entries: dict[int, list[int]] = {_WORD: [0, 0, 0]}
    pairs: dict[int, int] = {_WORD: 0}
    for lang, listed in _rules("function_words.toml").items():
        for key in numbers(listed):
            entries.setdefault(key, [0, 0, 0])[1] |= languages()[lang]
    for name, rule in _rules("marks.toml").items():
        for key in numbers(rule["words"]):
            entries.setdefault(key, [0, 0, 0])[0] = CLASSES.index(name) + 1
        for phrase in rule.get("phrases", "").split(","):
            if len(words := numbers(phrase)) >= 2:
                pairs[(words[0] * PAIR + words[1]) & _WORD] = CLASSES.index(name) + 1
                entries.setdefault(words[0], [0, 0, 0])[2] = 1
    rows = np.array([entries[key] for key in sorted(entries)], np.int64)
    marks = np.array([pairs[key] for key in sorted(pairs)], np.int64)
    return Vocabulary(np.array(sorted(entries), np.uint64), rows[:, 0], rows[:, 1], rows[:, 2] == 1, np.array(sorted(pairs), np.uint64), marks)


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
