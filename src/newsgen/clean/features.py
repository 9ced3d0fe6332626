"""Surface features of the lines of a text: what a line looks like, never which words it holds.

A text is read as one array of characters, so that the cost is a few dozen array operations an article whatever its length.
Words are met only as members of classes (`rules/marks.toml`) or as grammar words of a language (`rules/function_words.toml`).
The tables belong to the weights: when they change, `tools/train_lines.py` is run again.
"""

import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

LOOK = 800
"""Characters of a line that are looked at: a longer line is told by its opening, and a line of 5 MB costs no more than one of 1 KB."""
MARKS = ("", "share", "advert", "subscribe", "newsletter", "comments", "related", "credit", "byline", "month", "clock", "legal", "reader", "appeal",
         "player", "speech", "navigation")  # fmt: skip
"""The classes of words, in the order of their columns; the first stands for no class."""

_KINDS = (
    "other",
    "lower",
    "upper",
    "caseless",
    "unspaced",
    "digit",
    "mark",
    "space",
    "newline",
    "final",
    "comma",
    "colon",
    "quote",
    "bracket",
    "link",
    "dash",
)
_KIND = {name: number for number, name in enumerate(_KINDS)}
_SIGNS = {"final": ".!?…。！？؟।۔", "comma": ",;،、，؛；", "colon": ":：", "quote": "\"'“”„«»‘’‹›「」『』", "bracket": "()[]{}（）【】",
          "link": "|•·›>→»#@_<©®™/\\*~▪■●►▶✓✕×+=", "dash": "-–—―"}  # fmt: skip
_WORDLIKE = 6  # kinds 1 to 6 make up words
_BASE = 0x9E3779B97F4A7C15 | 1
_PAIR = 0xC2B2AE3D27D4EB4F | 1
_PREFIX = 6


class Surface(NamedTuple):
    """What is known of each line by itself. `columns` has a row a line; the other arrays have an entry a content word (its line, the number
    of its word) or a line (its length in words, whether it looks like a sentence of running text)."""

    columns: Floats
    word_line: Ints
    word: Ints
    length: Floats
    prose: NDArray[np.bool_]


def surface(texts: Sequence[str], gaps: Sequence[bool], repeats: Sequence[int], lang: str) -> Surface:
    """The surface of the stripped, non-empty lines `texts`; `gaps[i]` says that a blank line stood before line i.

    >>> found = surface(["Share", "The talks in London were held on Wednesday, and they will be resumed."], [False, False], [0, 0], "en")
    >>> found.prose.tolist()
    [False, True]
    """
    many = len(texts)
    joined = "\n".join(text[:LOOK] for text in texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = np.where(codes > 0xFFFF, 0xFFFF, codes)
    kind = _kinds()[codes]
    breaks = np.flatnonzero(codes == 10)
    starts = np.concatenate(([0], breaks + 1))
    ends = np.concatenate((breaks, [len(codes)]))
    line_of = np.repeat(np.arange(many), np.append(np.diff(starts), len(codes) - starts[-1]))
    characters = np.bincount(line_of * 16 + kind, minlength=many * 16).reshape(many, 16).astype(np.float32)
    tokens = _tokens(codes, kind, line_of, lang)
    return _assembled(texts, _Parts(many, kind, starts, ends, characters, tokens, gaps, repeats, lang))


class _Tokens(NamedTuple):
    line: Ints
    hashes: Hashes
    length: Ints
    mark: Ints
    function: NDArray[np.bool_]
    capital: NDArray[np.bool_]
    shouted: NDArray[np.bool_]
    phrases: Ints  # line * len(MARKS) + mark of each phrase met


class _Parts(NamedTuple):
    many: int
    kind: NDArray[np.uint8]
    starts: Ints
    ends: Ints
    characters: Floats
    tokens: _Tokens
    gaps: Sequence[bool]
    repeats: Sequence[int]
    lang: str


def _tokens(codes: NDArray[np.uint32], kind: NDArray[np.uint8], line_of: Ints, lang: str) -> _Tokens:
    wordlike = (kind > 0) & (kind <= _WORDLIKE)
    edge = np.diff(wordlike, prepend=False, append=False)
    bounds = np.flatnonzero(edge)
    first, last = bounds[::2], bounds[1::2]
    hashes = _hashes(_lower()[codes], first, last)
    uppers = np.concatenate(([0], np.cumsum(kind == _KIND["upper"])))
    caps = uppers[last] - uppers[first]
    length = last - first
    table = _table()
    at = np.minimum(np.searchsorted(table.keys, hashes), len(table.keys) - 1)
    hit = table.keys[at] == hashes
    line = line_of[first]
    bit = _bits().get(lang, 0) or 0xFFFFFFFF
    return _Tokens(
        line, hashes, length,
        np.where(hit, table.mark[at], 0), hit & ((table.langs[at] & bit) != 0),
        kind[first] == _KIND["upper"], (caps == length) & (length > 1),
        _phrases(hashes, line, table.head[at] & hit, table),
    )  # fmt: skip


def _hashes(lowered: Hashes, first: Ints, last: Ints) -> Hashes:
    """A 64-bit number for each word, equal for equal words: a polynomial of its characters, taken from running sums."""
    powers, inverse = _powers(1 << max(12, len(lowered).bit_length()))
    sums = np.zeros(len(lowered) + 1, np.uint64)
    np.cumsum(lowered * powers[: len(lowered)], out=sums[1:])
    found: Hashes = (sums[last] - sums[first]) * inverse[first]
    return found


def _phrases(hashes: Hashes, line: Ints, head: NDArray[np.bool_], table: "_Table") -> Ints:
    at = np.flatnonzero(head[:-1] & (line[1:] == line[:-1])) if len(head) else np.zeros(0, np.int64)
    pairs = hashes[at] * np.uint64(_PAIR) + hashes[at + 1]
    place = np.minimum(np.searchsorted(table.pairs, pairs), len(table.pairs) - 1)
    hit = table.pairs[place] == pairs
    found: Ints = line[at][hit] * len(MARKS) + table.pair_mark[place][hit]
    return found


def _assembled(texts: Sequence[str], parts: _Parts) -> Surface:
    many, tokens, chars = parts.many, parts.tokens, parts.characters
    classes = len(MARKS)
    words = np.bincount(tokens.line, minlength=many).astype(np.float32)
    length = words + chars[:, _KIND["unspaced"]] / 2
    function = np.bincount(tokens.line, tokens.function, many)
    marks = np.bincount(np.concatenate((tokens.line * classes + tokens.mark, tokens.phrases, tokens.phrases)), minlength=many * classes)
    marks = marks.reshape(many, classes)[:, 1:]
    per_word = 1 / np.maximum(words, 1)
    letters = np.maximum(chars[:, 1] + chars[:, 2] + chars[:, 3] + chars[:, 4], 1)
    count = np.maximum(parts.ends - parts.starts, 1)
    share = function * per_word
    final = _closing(parts)
    prose = ((final == 1) & (length >= 10) & ((share >= 0.15) | (parts.lang not in _bits()))) | (length >= 45)
    columns = [
        np.log1p([len(text) for text in texts]), np.log1p(length), chars[:, 2] / letters, chars[:, 5] / count,
        chars[:, 9:16].sum(1) / count, chars[:, 0] / count, (chars[:, 3] + chars[:, 4]) / letters,
        np.bincount(tokens.line, tokens.capital, many) * per_word, np.bincount(tokens.line, tokens.shouted, many) * per_word,
        share, letters * per_word, chars[:, 9], chars[:, 10] * per_word, chars[:, 11], chars[:, 12], chars[:, 13], chars[:, 14], chars[:, 15],
        final, _opening(parts), np.asarray(parts.gaps, np.float32), np.asarray(parts.repeats, np.float32), prose,
        np.full(many, parts.lang in _bits()),
        *_doubles(parts), *(marks.T * per_word), *np.minimum(marks.T, 6),
    ]  # fmt: skip
    content = ~tokens.function & (tokens.length >= 4) & (tokens.mark == 0)
    _, number = np.unique(tokens.hashes[content], return_inverse=True)
    return Surface(np.column_stack(columns).astype(np.float32), tokens.line[content], number, length.astype(np.float32), prose)


def _closing(parts: _Parts) -> Floats:
    """How each line ends: 1 with a full stop (quotes and brackets after it aside), 2 comma, 3 colon, 4 dash or sign, 5 digit, 0 with a word."""
    last = parts.kind[np.maximum(parts.ends - 1, 0)]
    before = parts.kind[np.maximum(parts.ends - 2, 0)]
    code = np.array([4, 0, 0, 0, 0, 5, 0, 0, 0, 1, 2, 3, 0, 0, 4, 4], np.float32)
    wrapped = (last == _KIND["quote"]) | (last == _KIND["bracket"])
    found: Floats = np.where(wrapped, np.where((before == _KIND["final"]) | (before == _KIND["comma"]), 1, 0), code[last])
    return found


def _opening(parts: _Parts) -> Floats:
    """How each line begins: 0 capital, 1 small letter, 2 caseless letter, 3 digit, 4 quote, 5 bracket, 6 link sign or bullet, 7 dash, 8 other."""
    code = np.array([8, 1, 0, 2, 2, 3, 8, 8, 8, 8, 8, 8, 4, 5, 6, 7], np.float32)
    found: Floats = code[parts.kind[np.minimum(parts.starts, len(parts.kind) - 1)]]
    return found


def _doubles(parts: _Parts) -> list[Ints]:
    """How often each line was there before and comes again: in whole, then by its first words (a dek is often the lede cut short)."""
    tokens, many = parts.tokens, parts.many
    begin = np.searchsorted(tokens.line, np.arange(many))
    end = np.searchsorted(tokens.line, np.arange(many), side="right")
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(tokens.hashes)))
    whole = (sums[end] - sums[begin]).tolist()
    opening = (sums[np.minimum(begin + _PREFIX, end)] - sums[begin]).tolist()
    short = (end - begin < _PREFIX).tolist()
    opening = [-row if few else key for row, (key, few) in enumerate(zip(opening, short, strict=True))]
    return [_seen(whole), _seen(whole[::-1])[::-1], _seen(opening), _seen(opening[::-1])[::-1]]


def _seen(keys: list[int]) -> Ints:
    tally: dict[int, int] = {}
    found = []
    for key in keys:
        found.append(tally.get(key, 0))
        tally[key] = found[-1] + 1
    return np.minimum(found, 4)


@cache
def _kinds() -> NDArray[np.uint8]:
    """The kind of each character of the basic plane; those beyond (emoji, rare ideographs) count as the last, `other`."""
    by_category = {"Ll": 1, "Lu": 2, "Lt": 2, "Lo": 3, "Lm": 3, "Nd": 5, "Nl": 5, "No": 5, "Mn": 6, "Mc": 6, "Me": 6, "Zs": 7}
    found = np.array([by_category.get(unicodedata.category(chr(code)), 0) for code in range(0x10000)], np.uint8)
    for low, high in ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF)):
        part = found[low : high + 1]
        part[part == _KIND["caseless"]] = _KIND["unspaced"]
    for name, signs in _SIGNS.items():
        found[[ord(sign) for sign in signs]] = _KIND[name]
    found[9] = _KIND["space"]
    found[10] = _KIND["newline"]
    return found


@cache
def _lower() -> NDArray[np.uint64]:
    return np.array([ord(low) if len(low := chr(code).lower()) == 1 else code for code in range(0x10000)], np.uint64)


@cache
def _powers(size: int) -> tuple[Hashes, Hashes]:
    """The powers of the base modulo 2**64, and those of its inverse, up to `size`."""
    both = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        row = np.full(size, base, np.uint64)
        row[0] = 1
        both.append(np.multiply.accumulate(row))
    return both[0], both[1]


class _Table(NamedTuple):
    keys: Hashes
    mark: Ints
    langs: NDArray[np.uint32]
    head: NDArray[np.bool_]
    pairs: Hashes
    pair_mark: Ints


@cache
def _bits() -> dict[str, int]:
    """The languages with a list of grammar words, each with its bit in `_Table.langs`."""
    return {lang: 1 << number for number, lang in enumerate(_rules("function_words.toml"))}


@cache
def _table() -> _Table:
    """All listed words by their number: class, languages in which they are grammar, whether a listed phrase begins with them."""
    entries: dict[int, list[int]] = {}
    pairs: dict[int, int] = {}
    for lang, listed in _rules("function_words.toml").items():
        for key in _numbers(listed):
            entries.setdefault(key, [0, 0, 0])[1] |= _bits()[lang]
    for name, rule in _rules("marks.toml").items():
        for key in _numbers(rule["words"]):
            entries.setdefault(key, [0, 0, 0])[0] = MARKS.index(name)
        for phrase in rule.get("phrases", "").split(","):
            if len(keys := _numbers(phrase)) >= 2:
                pairs[(keys[0] * _PAIR + keys[1]) & 0xFFFFFFFFFFFFFFFF] = MARKS.index(name)
                entries.setdefault(keys[0], [0, 0, 0])[2] = 1
    keys = sorted(entries)
    row = np.array([entries[key] for key in keys], np.int64)
    return _Table(
        np.array(keys, np.uint64), row[:, 0], row[:, 1].astype(np.uint32), row[:, 2] == 1,
        np.array(sorted(pairs), np.uint64), np.array([pairs[key] for key in sorted(pairs)], np.int64),
    )  # fmt: skip


def _numbers(text: str) -> list[int]:
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    if not len(codes):
        return []
    kind = _kinds()[codes]
    bounds = np.flatnonzero(np.diff((kind > 0) & (kind <= _WORDLIKE), prepend=False, append=False))
    return [int(number) for number in _hashes(_lower()[codes], bounds[::2], bounds[1::2])]


@cache
def _rules(name: str) -> dict[str, Any]:
    return tomllib.loads(files("newsgen.clean").joinpath(f"rules/{name}").read_text("utf-8"))
