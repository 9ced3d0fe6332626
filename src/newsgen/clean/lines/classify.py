"""Which lines of a raw text are article and which are dirt: promos, captions, widgets, other headlines, tags, author boxes, comments.

A small model over surface features of a line and its neighbours gives each line a chance of being body; a line is cut only where that
chance is low, and lower the more it would cost to be wrong. The judgement is repeated on what was kept until nothing more is cut, so that
cleaning what was cleaned changes nothing. An archivist's own rules come before everything.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from newsgen.clean.lines.block_kinds import kinds
from newsgen.clean.lines.features import COLUMN, LOOK, Bools, Floats, Ints, Lines, Surface, surface
from newsgen.clean.lines.forest import chances, shipped
from newsgen.clean.lines.neighbours import look_again, second_look, surroundings
from newsgen.config import CleanConfig, LineRule
from newsgen.model import BlockKind

CLEAN = 0.2
"""The chance that every line of a text must have for it to be left as it is: a text without clear dirt is not searched for unclear dirt."""
NEEDED = 0.4
"""The chance that a short line needs."""
SENTENCE = 0.25
"""The chance that a short line needs which is a sentence with a full stop: rather one promo too many than a last line lost."""
LONG = 80
"""Characters from which a line counts as a paragraph, that is missed when it is cut."""
LOSS = 0.43
"""What it costs to cut a paragraph of the article, as a share of the text's body: at this, one is lost in 7.0 % of texts not trained on (extracted
view; 13.9 % main view)."""
LOSS_ABROAD = 1.5
"""The same in a text of another language than English, of which the model has seen too little to cut in doubt: one is lost in 8.5 and 12.7 % of
texts (9.9 and 18.3 at `LOSS`), among them the four that lost no more than soft hyphens or had letters composed."""
MOST_BY_REPEATS = 0.5
"""The share of a text's words that may be cut while repeats within the outlet have a say."""
SHORTEST = 6
"""Words that make a sentence."""
LEAST = 0.2
"""The chance that a line needs in a text that has no paragraph which is surely body: results, prices, verse."""
UNCLEAN = 0.06
"""What `CLEAN` is in such a text: little is known of it, so less is cut."""
TOGETHER = 50_000
"""Characters of the texts that are read together at most: what is worked out of more does not fit into a processor's nearest memory."""


class Line(NamedTuple):
    """A line of a raw text: its 1-based number in the source file, its text (stripped, never empty), whether a blank line stood before it."""

    number: int
    text: str
    gap: bool


class Judgement(NamedTuple):
    """Whether a line is body, what kind of block it makes, and the name of the rule that decided."""

    keep: bool
    kind: BlockKind
    rule: str


def judged(
    lines: Sequence[Line], repeats: Sequence[int], lang: str, config: CleanConfig, outlet: str
) -> tuple[Judgement, ...]:
    """A judgement for each of `lines`, in order. `repeats[i]` is the bucket of how many other articles of the outlet hold line i.

    >>> judged([Line(1, "Share Tweet Print", False)], [0], "en", CleanConfig(rules=(LineRule("^Share"),)), "")[0].rule
    'own rule'
    """
    (found,) = judgements([(Lines([line.text for line in lines], repeats, lang), outlet)], config)
    return found


def judgements(
    texts: Sequence[tuple[Lines, str]], config: CleanConfig
) -> Iterator[tuple[Judgement, ...]]:
    """The judgements of the lines of each text, told with its outlet. Texts are read together because that is faster; what is judged of one
    does not depend on the others.

    >>> [[line.keep for line in found] for found in judgements([(Lines(["Share"], [0], "en"), ""), (Lines([], [], ""), "")], CleanConfig())]
    [[False], []]
    """
    ruled = [
        _ruled(text.texts, _patterns(config.rules, outlet)) if config.rules else None
        for text, outlet in texts
    ]
    for group in _groups([text for text, _ in texts]):
        kept = _settled([texts[at][0] for at in group], [ruled[at] for at in group])
        for at, keep in zip(group, kept, strict=True):
            yield _told(texts[at][0].texts, keep, ruled[at])


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
    return tuple(
        (re.compile(rule.pattern), rule.keep)
        for rule in rules
        if rule.outlet in {"", outlet} and not fault(rule)
    )


def _ruled(
    lines: Sequence[str], patterns: tuple[tuple[re.Pattern[str], bool], ...]
) -> list[bool | None]:
    """What the archivist's rules say of each line; where several meet it, a rule that keeps wins."""
    said = ([keep for pattern, keep in patterns if pattern.search(line)] for line in lines)
    return [any(found) if found else None for found in said]


def _groups(texts: Sequence[Lines]) -> Iterator[range]:
    """The texts that are read together."""
    begin = length = 0
    for at, text in enumerate(texts):
        if begin < at and length > TOGETHER:
            yield range(begin, at)
            begin, length = at, 0
        length += min(sum(map(len, text.texts)), LOOK * len(text.texts))
    if texts:
        yield range(begin, len(texts))


def _told(
    lines: Sequence[str], kept: Sequence[bool], ruled: Sequence[bool | None] | None
) -> tuple[Judgement, ...]:
    shapes = iter(kinds([text for text, keep in zip(lines, kept, strict=True) if keep]))
    rules = (
        ["model" if rule is None else "own rule" for rule in ruled]
        if ruled
        else ["model"] * len(lines)
    )
    return tuple(
        [
            Judgement(keep, next(shapes) if keep else "paragraph", rule)
            for keep, rule in zip(kept, rules, strict=True)
        ]
    )


def _settled(
    texts: Sequence[Lines], ruled: Sequence[Sequence[bool | None] | None]
) -> Iterator[list[bool]]:
    """Which lines of each text are kept."""
    said = [
        rule
        for text, rules in zip(texts, ruled, strict=True)
        for rule in rules or (None,) * len(text.texts)
    ]
    kept, given = (
        np.array([rule is not False for rule in said], np.bool_),
        np.array([rule is True for rule in said], np.bool_),
    )
    where = kept.nonzero()[0]
    seen = (
        surface([_unruled(text, rules) for text, rules in zip(texts, ruled, strict=True)])
        if len(where)
        else None
    )
    while seen is not None:  # ends, as each round has fewer lines than the one before
        keep = _once(seen) | given[where]
        kept[where] = keep
        left = np.add.reduceat(keep, seen.bounds[:-1], dtype=np.int64)
        keep &= seen.by_line((left > 0) & (left < seen.sizes))
        seen, where = (seen.only(keep), where[keep]) if keep.any() else (None, where)
    found = kept.tolist()
    end = 0
    for text in texts:
        begin, end = end, end + len(text.texts)
        yield found[begin:end]


def _unruled(text: Lines, rules: Sequence[bool | None] | None) -> Lines:
    """The text without the lines that a rule cuts."""
    left = (
        [at for at, rule in enumerate(rules) if rule is not False]
        if rules
        else range(len(text.texts))
    )
    return (
        Lines([text.texts[at] for at in left], [text.repeats[at] for at in left], text.lang)
        if len(left) < len(text.texts)
        else text
    )


def _once(seen: Surface) -> Bools:
    """Which lines stay. Where more than half of the words of a text would go, and any line of it recurs in the outlet, it is looked at as if none
    did: a stock market report repeats its lines too."""
    keep = _looked(seen)
    begins, repeats = seen.bounds[:-1], seen.table[COLUMN["repeats"]]
    if not repeats.any():
        return keep
    left, words = np.add.reduceat(keep * seen.length, begins), np.add.reduceat(seen.length, begins)
    again = seen.by_line(
        (np.maximum.reduceat(repeats, begins) > 0) & (left < MOST_BY_REPEATS * words)
    )
    if again.any():
        alone = seen.only(again)
        alone.table[COLUMN["repeats"]] = 0
        keep[again] |= _looked(alone)
    return keep


def _looked(seen: Surface) -> Bools:
    """Which lines stay; a text that is clean at the first look is not looked at again."""
    rows = surroundings(seen)
    found, keep = chances(shipped()[0], rows), np.ones(len(seen.length), np.bool_)
    unclean = seen.by_line(np.minimum.reduceat(found, seen.bounds[:-1]) < CLEAN)
    if unclean.any():
        part, rows, found = (
            (seen, rows, found)
            if unclean.all()
            else (seen.only(unclean), rows[:, unclean], found[unclean])
        )
        keep[unclean] = _kept(_thought(part, rows, found), part)
    return keep


def _thought(seen: Surface, rows: Floats, chance: Floats) -> Floats:
    """The mean chance of each line in the looks after the first, each of which is by another forest and is shown the mean of those before: the
    more is known of a line's neighbours, the better it is known. One such look has a body F1 of .9435 on sites not trained on (extracted view,
    with a fitting `LOSS`), three .9454."""
    table, total = second_look(seen, rows, chance), np.zeros(len(chance), np.float32)
    looks = shipped()[1]
    for before, look in enumerate(looks):
        if before:
            look_again(seen, table, total / np.float32(before))
        total += chances(look, table)
    return total / np.float32(len(looks))


def _kept(chance: Floats, seen: Surface) -> Bools:
    """Which lines stay, by their chances. Short lines are judged one by one; paragraphs together, least likely first, for as long as what is
    won by cutting them outweighs the risk that one of them was the article's."""
    begins, words = seen.bounds[:-1], seen.length
    long = seen.table[COLUMN["characters"]] >= np.log1p(LONG)
    sentence = (seen.table[COLUMN["ending"]] == 1) & (words >= SHORTEST)
    sure = np.logical_or.reduceat(long & (chance >= 0.5), begins)
    clean = np.minimum.reduceat(chance, begins) >= np.where(
        sure, np.float32(CLEAN), np.float32(UNCLEAN)
    )
    keep: Bools = np.where(
        seen.by_line(sure), long | (chance >= np.where(sentence, SENTENCE, NEEDED)), chance >= LEAST
    ) | seen.by_line(clean)
    doubted = long & (chance < 0.5) & seen.by_line(sure & ~clean)
    if doubted.any():
        for begin, end in pairwise(seen.bounds.tolist()):
            cut = _cut(
                chance[begin:end],
                words[begin:end],
                doubted[begin:end].nonzero()[0],
                LOSS if seen.english[begin] else LOSS_ABROAD,
            )
            keep[begin + cut] = False
    return keep


def _cut(chance: Floats, words: Floats, doubted: Ints, loss: float) -> Ints:
    """Those of the `doubted` paragraphs of a text that go, where to lose one of the article's costs `loss` of the text."""
    if not len(doubted):
        return doubted
    order = doubted[chance[doubted].argsort(kind="stable")]
    risk = chance[order]
    gain = ((1 - 2 * risk) * words[order]).cumsum() / max(
        float((chance * words).sum()), 1.0
    ) - loss * risk
    best = int(gain.argmax())
    return order[: best + 1 if gain[best] > 0 else 0]
