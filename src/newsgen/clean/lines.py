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

from newsgen.clean.context import second_look, surroundings
from newsgen.clean.features import COLUMN, Bools, Floats, Surface, surface
from newsgen.clean.forest import chances, shipped
from newsgen.clean.kinds import kinds
from newsgen.config import CleanConfig, LineRule
from newsgen.model import BlockKind

CLEAN = 0.2
"""The chance that every line of a text must have for it to be left as it is: a text without clear dirt is not searched for unclear dirt."""
NEEDED = 0.4
"""The chance that a short line needs."""
SENTENCE = 0.15
"""The chance that a short line needs which is a sentence with a full stop: rather one promo too many than a last line lost."""
LONG = 80
"""Characters from which a line counts as a paragraph, that is missed when it is cut."""
LOSS = 0.19
"""What it costs to cut a paragraph of the article, as a share of the text's body. On sites not trained on, 0.13, 0.17 and 0.2 lose one in 17.5, 15.6
and 13.9 % of texts (main view) for a body F1 of .9367, .9366 and .9370."""
MOST_BY_REPEATS = 0.5
"""The share of a text's words that may be cut while repeats within the outlet have a say."""
SHORTEST = 6
"""Words that make a sentence."""
LEAST = 0.2
"""The chance that a line needs in a text that has no paragraph which is surely body: results, prices, verse."""
UNCLEAN = 0.06
"""What `CLEAN` is in such a text: little is known of it, so less is cut."""


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
    texts = [line.text for line in lines]
    patterns = _patterns(config.rules, outlet) if config.rules else ()
    ruled = [_ruled(text, patterns) for text in texts] if patterns else [None] * len(texts)
    chance, settled = _settled(texts, repeats, lang, ruled)
    kept = settled.tolist()
    shapes = iter(kinds([text for text, keep in zip(texts, kept, strict=True) if keep]))
    rules = ["model" if rule is None else "own rule" for rule in ruled]
    sure = [round(found if keep else 1 - found, 2) if rule is None else 1.0 for rule, found, keep in zip(ruled, chance.tolist(), kept, strict=True)]
    blocks: list[BlockKind] = [next(shapes) if keep else "paragraph" for keep in kept]
    return tuple(map(Judgement._make, zip(kept, blocks, rules, sure, strict=True)))


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


def _ruled(text: str, patterns: tuple[tuple[re.Pattern[str], bool], ...]) -> bool | None:
    """What the archivist's rules say of a line; where several meet it, a rule that keeps wins."""
    said = [keep for pattern, keep in patterns if pattern.search(text)]
    return any(said) if said else None


def _settled(texts: Sequence[str], repeats: Sequence[int], lang: str, ruled: Sequence[bool | None]) -> tuple[Floats, Bools]:
    """The chance of each line in the round in which it was last looked at, and whether it is kept."""
    chance, kept = np.zeros(len(texts), np.float32), np.array([rule is not False for rule in ruled])
    given = np.array([rule is True for rule in ruled])
    left = [(text, count) for text, count, keep in zip(texts, repeats, kept, strict=True) if keep]
    seen = surface([text for text, _ in left], [count for _, count in left], lang) if left else None
    while seen is not None:  # ends, as each round has fewer lines than the one before
        found, keep = _once(seen)
        chance[kept] = found
        keep |= given[kept]
        kept[kept] = keep
        seen = seen.only(keep) if keep.any() and not keep.all() else None
    return chance, kept


def _once(seen: Surface) -> tuple[Floats, Bools]:
    """The chances of all lines, and which stay. Where more than half of the words would go, and any line recurs in the outlet, the text is
    looked at as if none did: a stock market report repeats its lines too."""
    found, keep = _looked(seen)
    repeats = seen.table[COLUMN["repeats"]]
    if not repeats.any() or (keep * seen.length).sum() >= MOST_BY_REPEATS * seen.length.sum():
        return found, keep
    alone = seen._replace(table=seen.table.copy())
    alone.table[COLUMN["repeats"]] = 0
    other, also = _looked(alone)
    return np.maximum(found, other), keep | also


def _looked(seen: Surface) -> tuple[Floats, Bools]:
    """The chances of all lines, and which stay; a text that is clean at the first look is not looked at again."""
    first, second = shipped()
    rows = surroundings(seen)
    found = chances(first, rows)
    if found.min() >= CLEAN:
        return found, np.ones(len(found), np.bool_)
    found = chances(second, second_look(seen, rows, found))
    return found, _kept(found, seen)


def _kept(chance: Floats, seen: Surface) -> Bools:
    """Which lines stay, by their chances. Short lines are judged one by one; paragraphs together, least likely first, for as long as what is
    won by cutting them outweighs the risk that one of them was the article's."""
    words = seen.length
    long = seen.table[COLUMN["characters"]] >= np.log1p(LONG)
    sure = (long & (chance >= 0.5)).any()
    if chance.min() >= (CLEAN if sure else UNCLEAN):
        return np.ones(len(chance), np.bool_)
    if not sure:
        return chance >= LEAST
    sentence = (seen.table[COLUMN["ending"]] == 1) & (words >= SHORTEST)
    keep: Bools = long | (chance >= np.where(sentence, SENTENCE, NEEDED))
    doubted = (long & (chance < 0.5)).nonzero()[0]
    if len(doubted):
        order = doubted[np.argsort(chance[doubted], kind="stable")]
        risk = chance[order]
        gain = np.cumsum((1 - 2 * risk) * words[order]) / max(float((chance * words).sum()), 1.0) - LOSS * risk
        best = int(np.argmax(gain))
        keep[order[: best + 1 if gain[best] > 0 else 0]] = False
    return keep
