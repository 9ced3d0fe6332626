"""Which lines of a raw text are body, by its gold text: the labels that `train_lines.py` learns
from."""

import bisect
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from newsgen.clean.lines.arrays import Bools
from newsgen.text.words import plain

GRAM = 4
"""Words in a row by which a line is found in the gold text."""
ANCHOR = 8
"""Words from which a line may anchor the order of the lines."""
KNOWN = 0.5
"""Share of a line's word sequences that stand in the gold text, from which the line is there."""
REACH = 0.9
"""The share of an anchor's words behind which the lines after it are looked for."""

Words = Sequence[str]
_Gram = tuple[str, ...]


class _Anchor(NamedTuple):
    """A long line that stands in the gold text: its number, and the word of the gold text at which
    it begins."""

    line: int
    place: int


def labels(lines: list[str], body: str) -> Bools:
    """Which of `lines` are body, by aligning them in order with the gold text.

    Long lines whose words are there anchor the order; a short line counts only where it stands
    between the right ones.
    """
    gold = plain(body).split()
    words = [plain(line).split() for line in lines]
    anchors = _in_order(_anchors(words, gold))
    anchor_lines = [anchor.line for anchor in anchors]
    is_body = np.zeros(len(lines), np.bool_)
    for number, line in enumerate(words):
        after = bisect.bisect(anchor_lines, number)
        if not line or (after and anchor_lines[after - 1] == number):
            is_body[number] = bool(line)
            continue
        low = 0
        if after:
            before = anchors[after - 1]
            length = len(words[before.line])
            low = max(0, before.place + int(REACH * length) - 1)
        high = anchors[after].place + 1 if after < len(anchors) else len(gold)
        is_body[number] = _is_inside(line, gold[low:high])
    return is_body


def _anchors(words: Sequence[Words], gold: Words) -> list[_Anchor]:
    """The anchors among the lines, whose words are `words`."""
    places: dict[_Gram, list[int]] = defaultdict(list)
    for place, gram in enumerate(_grams(gold)):
        places[gram].append(place)
    anchors = []
    for number, line in enumerate(words):
        hit = _place(line, places)
        if hit is not None:
            anchors.append(_Anchor(number, hit))
    return anchors


def _grams(words: Words) -> list[_Gram]:
    """The sequences of `GRAM` words."""
    return [tuple(words[index : index + GRAM]) for index in range(len(words) - GRAM + 1)]


def _place(line: Words, places: Mapping[_Gram, list[int]]) -> int | None:
    """Where in the gold text a long line stands, if it is there and its first known words are there
    only once."""
    grams = _grams(line)
    known = [gram for gram in grams if gram in places]
    if len(line) < ANCHOR or len(known) < KNOWN * len(grams):
        return None
    hits = places[known[0]]
    return hits[0] if len(hits) == 1 else None


def _in_order(anchors: list[_Anchor]) -> list[_Anchor]:
    """The longest run of anchors whose places in the gold text rise."""
    tails: list[int] = []  # the lowest place at which a run of each length ends
    ends: list[_Anchor] = []  # and the anchor there
    before: dict[_Anchor, _Anchor | None] = {}
    for anchor in anchors:
        slot = bisect.bisect_left(tails, anchor.place)
        tails[slot:] = [anchor.place, *tails[slot + 1 :]]
        ends[slot:] = [anchor, *ends[slot + 1 :]]
        before[anchor] = ends[slot - 1] if slot else None
    run = []
    last = ends[-1] if ends else None
    while last is not None:
        run.append(last)
        last = before[last]
    return run[::-1]


def _is_inside(line: Words, gold: Words) -> bool:
    """True where the words of a line stand in a part of the gold text."""
    if len(line) < GRAM:
        return f" {' '.join(line)} " in f" {' '.join(gold)} "
    known = set(_grams(gold))
    grams = _grams(line)
    return sum(gram in known for gram in grams) >= KNOWN * len(grams)
