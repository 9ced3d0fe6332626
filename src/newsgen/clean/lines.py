"""Which lines of a raw text are article and which are dirt: promos, captions, widgets, other headlines, tags, author boxes, comments.

A small model over surface features of a line and its neighbours gives each line a chance of being body; a line is cut only where that
chance is low, and lower the more it would cost to be wrong. The judgement is repeated on what was kept until nothing more is cut, so that
cleaning what was cleaned changes nothing. An archivist's own rules come before everything.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgen.clean.context import second_look, surroundings
from newsgen.clean.features import Floats, Surface, surface
from newsgen.clean.forest import chances, shipped
from newsgen.config import CleanConfig, LineRule
from newsgen.model import BlockKind

ROUNDS = 8
"""Looks at what was kept; from here on what is left stays."""


class Line(NamedTuple):
    """A line of a raw text: its 1-based number in the source file, its text (stripped, never empty), whether a blank line stood before it."""

    number: int
    text: str
    gap: bool


class Judgement(NamedTuple):
    """Whether a line is body, what kind of block it makes, the name of the rule that decided, and how sure it is (0 to 1)."""

    keep: bool
    kind: BlockKind
    rule: str
    confidence: float


def judged(lines: Sequence[Line], repeats: Sequence[int], lang: str, config: CleanConfig, outlet: str) -> tuple[Judgement, ...]:
    """A judgement for each of `lines`, in order. `repeats[i]` is the bucket of how many other articles of the outlet hold line i.

    >>> judged([Line(1, "Share Tweet Print", False)], [0], "en", CleanConfig(rules=(LineRule("^Share"),)), "")[0].rule
    'own rule'
    """
    if not lines:
        return ()
    ruled = [_ruled(line.text, config.rules, outlet) for line in lines]
    chance = _settled([line.text for line in lines], repeats, lang, ruled)
    return tuple(_judgement(line, rule, float(score)) for line, rule, score in zip(lines, ruled, chance, strict=True))


def fault(rule: LineRule) -> str:
    """Why the pattern of an archivist's rule cannot be used; empty where it can.

    >>> fault(LineRule("^Share")), fault(LineRule("(Share"))
    ('', 'missing ), unterminated subpattern at position 0')
    """
    try:
        re.compile(rule.pattern)
    except re.error as error:
        return str(error)
    return ""


@cache
def _patterns(rules: tuple[LineRule, ...], outlet: str) -> tuple[tuple[re.Pattern[str], bool], ...]:
    return tuple((re.compile(rule.pattern), rule.keep) for rule in rules if rule.outlet in {"", outlet} and not fault(rule))


def _ruled(text: str, rules: tuple[LineRule, ...], outlet: str) -> bool | None:
    """What the archivist's rules say of a line; where several meet it, a rule that keeps wins."""
    said = [keep for pattern, keep in _patterns(rules, outlet) if pattern.search(text)]
    return any(said) if said else None


def _settled(texts: Sequence[str], repeats: Sequence[int], lang: str, ruled: Sequence[bool | None]) -> Floats:
    """The chance of each line in the round in which it was last looked at: below `_needed` where it was cut."""
    found = np.zeros(len(texts), np.float32)
    left = np.array([index for index, rule in enumerate(ruled) if rule is not False], np.int64)
    given = np.array([rule is True for rule in ruled])
    if not len(left):
        return found
    seen = surface([texts[index] for index in left], [repeats[index] for index in left], lang)
    for _ in range(ROUNDS):
        found[left] = _chance(seen)
        keep = (found[left] >= _needed(seen.length)) | given[left]
        if keep.all() or not keep.any():
            break
        left, seen = left[keep], seen.only(keep)
    return found


def _chance(seen: Surface) -> Floats:
    first, second = shipped()
    rows = surroundings(seen)
    return chances(second, second_look(seen, rows, chances(first, rows)))


def _needed(length: NDArray[np.float32]) -> Floats:
    """The chance below which a line of so many words is cut: a paragraph lost costs more than a widget kept."""
    return np.where(length >= 12, 0.2, 0.4).astype(np.float32)


def _judgement(line: Line, rule: bool | None, chance: float) -> Judgement:  # noqa: FBT001 - what the archivist said of the line, if anything
    if rule is not None:
        return Judgement(rule, _kind(line.text), "own rule", 1.0)
    keep = chance >= float(_needed(np.array([len(line.text.split())], np.float32))[0])
    return Judgement(keep, _kind(line.text), "model", round(chance if keep else 1 - chance, 2))


def _kind(text: str) -> BlockKind:
    if re.match(r"[•·*▪■●–—-]\s", text):
        return "list"
    return "subhead" if len(text) < 80 and text[-1].isalnum() else "paragraph"
