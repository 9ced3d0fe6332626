"""Which lines of a raw text are article, and which are dirt: promos, captions, widgets, headlines of
other articles, tags, author boxes, comments.

A small model over surface features of a line and its neighbours gives each line a chance of being
body. A line is cut only where that chance is low, and the lower, the more would be lost if it were
body. The judgement is repeated on the lines that are left until no more are cut, so that cleaning
what was cleaned changes nothing. An archivist's own rules come before the model.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from newsgen.clean.lines.arrays import Bools, Floats, Ints
from newsgen.clean.lines.block_kinds import kinds
from newsgen.clean.lines.columns import by_column
from newsgen.clean.lines.counts import ENDING
from newsgen.clean.lines.features import LOOK, Lines, Surface, surface
from newsgen.clean.lines.forest import chances, shipped
from newsgen.clean.lines.layout import Layout
from newsgen.clean.lines.neighbours import look_again, second_look, surroundings
from newsgen.config import CleanConfig, LineRule
from newsgen.model import BlockKind

CLEAN = 0.2
"""A text whose every line has this chance is left as it is: a text without clear dirt is not
searched for unclear dirt."""
CLEAN_WITHOUT_PROSE = 0.06
"""What `CLEAN` is in a text without a paragraph that is surely body: little is known of it, so less
is cut."""
BODY = 0.5
"""The chance from which a paragraph counts as body."""
NEEDED = 0.4
"""The chance that a short line needs."""
NEEDED_SENTENCE = 0.25
"""The chance that a short line needs which is a sentence with a full stop: rather one promo too
many than a last line lost."""
NEEDED_WITHOUT_PROSE = 0.2
"""The chance that a line needs in a text without a paragraph that is surely body: results, prices,
verse."""
LONG = 80
"""Characters from which a line counts as a paragraph, whose loss a reader notices."""
SENTENCE = 6
"""Words that make a sentence."""
LOSS = 0.43
"""What it costs to cut a paragraph of the article, as a share of the text's body. At this cost, one
is lost in 7.0 % of the texts that the model was not trained on (extracted view; main view 13.9 %).
"""
LOSS_ABROAD = 1.5
"""The same in a text of another language than English: the model has seen too few of them to cut in
doubt. One is lost in 8.5 and 12.7 % of the texts (9.9 and 18.3 % at `LOSS`), among them four texts
whose lines only lost soft hyphens or had letters composed."""
MOST_BY_REPEATS = 0.5
"""The share of a text's words that may be cut while repeats within the outlet have a say."""
TOGETHER = 50_000
"""Characters of the texts that are read together at most: what is computed for more of them does
not fit into a processor's nearest memory."""


class Judgement(NamedTuple):
    """Whether a line is body, what kind of block it makes, and the name of the rule that decided."""

    keep: bool
    kind: BlockKind
    rule: str


_Rule = bool | None
"""What the archivist's rules say of a line: keep it, cut it, or nothing."""
_Patterns = tuple[tuple[re.Pattern[str], bool], ...]
"""The patterns of rules, each with whether it keeps a line."""


class _Ruled(NamedTuple):
    """The lines of a text, and what the archivist's rules say of each."""

    lines: Lines
    rules: Sequence[_Rule]


def judged(
    lines: Lines,
    config: CleanConfig,
    outlet: str = "",
) -> tuple[Judgement, ...]:
    """The judgement of each line of one text, as `judgements` makes it.

    >>> config = CleanConfig(rules=(LineRule("^Share"),))
    >>> judged(Lines(["Share Tweet Print"], [0], "en"), config)[0].rule
    'own rule'
    """
    (judgement,) = judgements([(lines, outlet)], config)
    return judgement


def judgements(
    texts: Sequence[tuple[Lines, str]],
    config: CleanConfig,
) -> Iterator[tuple[Judgement, ...]]:
    """The judgements of the lines of each text, which is given with its outlet.

    Texts are judged together because that is faster; the judgement of one does not depend on the
    others.

    >>> texts = [(Lines(["Share"], [0], "en"), ""), (Lines([], [], ""), "")]
    >>> [[line.keep for line in judged_lines] for judged_lines in judgements(texts, CleanConfig())]
    [[False], []]
    """
    ruled = [_ruled(lines, _patterns(config.rules, outlet)) for lines, outlet in texts]
    for group in _groups(ruled):
        for text, keep in zip(group, _settled(group), strict=True):
            yield _explained(text, keep)


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
def _patterns(
    rules: tuple[LineRule, ...],
    outlet: str,
) -> _Patterns:
    """The patterns of the rules that apply to an outlet, without those that have a fault."""
    patterns = []
    for rule in rules:
        if rule.outlet in {"", outlet} and not fault(rule):
            pattern = re.compile(rule.pattern)
            patterns.append((pattern, rule.keep))
    return tuple(patterns)


def _ruled(
    lines: Lines,
    patterns: _Patterns,
) -> _Ruled:
    """The lines with what the patterns say of each."""
    if not patterns:
        return _Ruled(lines, [None] * len(lines.texts))
    rules = [_rule(text, patterns) for text in lines.texts]
    return _Ruled(lines, rules)


def _rule(
    text: str,
    patterns: _Patterns,
) -> _Rule:
    """What the patterns say of a line; where several match it, a pattern that keeps it wins."""
    matching = [keeps for pattern, keeps in patterns if pattern.search(text)]
    return any(matching) if matching else None


def _groups(texts: Sequence[_Ruled]) -> Iterator[Sequence[_Ruled]]:
    """The texts in groups that are judged together."""
    begin = 0
    length = 0

    for end, (lines, _) in enumerate(texts):
        if begin < end and length > TOGETHER:
            yield texts[begin:end]
            begin = end
            length = 0
        characters = sum(map(len, lines.texts))
        most = LOOK * len(lines.texts)
        length += min(characters, most)

    if texts:
        yield texts[begin:]


def _explained(text: _Ruled, keep: Sequence[bool]) -> tuple[Judgement, ...]:
    """The judgements of a text's lines, of which those with a true `keep` are kept."""
    kept_lines = [line for line, is_kept in zip(text.lines.texts, keep, strict=True) if is_kept]
    block_kinds = iter(kinds(kept_lines))
    return tuple(
        [
            Judgement(
                is_kept,
                next(block_kinds) if is_kept else "paragraph",
                "model" if rule is None else "own rule",
            )
            for is_kept, rule in zip(keep, text.rules, strict=True)
        ]
    )


def _settled(texts: Sequence[_Ruled]) -> Iterator[list[bool]]:
    """Which lines of each text are kept when no more are cut."""
    rules = list(chain.from_iterable(text.rules for text in texts))
    keep = np.array([rule is not False for rule in rules], np.bool_)
    wanted = np.array([rule is True for rule in rules], np.bool_)
    where = keep.nonzero()[0]  # the lines of `seen`
    left = [_left_by_rules(text) for text in texts]
    seen = surface(left) if len(where) else None

    while seen is not None:  # ends, as each round has fewer lines than the one before
        stays = _judged_once(seen) | wanted[where]
        keep[where] = stays

        # Judged again are texts of which some lines were cut, and some are left.
        lines_left = np.add.reduceat(stays, seen.bounds[:-1], dtype=np.int64)
        is_unsettled = (lines_left > 0) & (lines_left < seen.sizes)
        again = stays & seen.by_line(is_unsettled)
        if not again.any():
            break
        seen = seen.only(again)
        where = where[again]

    all_keep = keep.tolist()
    end = 0
    for text in texts:
        begin, end = end, end + len(text.rules)
        yield all_keep[begin:end]


def _left_by_rules(text: _Ruled) -> Lines:
    """The lines of a text that no rule cuts."""
    lines, rules = text
    if False not in rules:
        return lines
    left = [index for index, rule in enumerate(rules) if rule is not False]
    return Lines(
        [lines.texts[index] for index in left],
        [lines.repeats[index] for index in left],
        lines.lang,
    )


def _judged_once(seen: Surface) -> Bools:
    """Which lines stay by one judgement.

    A text is judged as if no line of it recurred in the outlet where one does, and more than half
    of its words would go: a stock market report repeats its lines too.
    """
    stays = _judged_as_seen(seen)
    begins, repeats = seen.bounds[:-1], by_column(seen.table)["repeats"]
    if not repeats.any():
        return stays

    words = np.add.reduceat(seen.length, begins)
    words_left = np.add.reduceat(stays * seen.length, begins)
    has_repeats = np.maximum.reduceat(repeats, begins) > 0
    is_doubted = has_repeats & (words_left < MOST_BY_REPEATS * words)
    again = seen.by_line(is_doubted)
    if again.any():
        alone = seen.only(again)
        by_column(alone.table)["repeats"] = 0
        stays[again] |= _judged_as_seen(alone)
    return stays


def _judged_as_seen(seen: Surface) -> Bools:
    """Which lines stay; a text that is clean at the first look is not looked at again."""
    table = surroundings(seen)
    first_chances = chances(shipped().first, table)
    stays = np.ones(len(seen.length), np.bool_)
    begins = seen.bounds[:-1]
    lowest = np.minimum.reduceat(first_chances, begins)
    unclean = seen.by_line(lowest < CLEAN)
    if not unclean.any():
        return stays
    if not unclean.all():
        seen = seen.only(unclean)
        table = table[:, unclean]
        first_chances = first_chances[unclean]

    line_chances = _later_chances(seen, table, first_chances)
    stays[unclean] = _stays(line_chances, seen)
    return stays


def _later_chances(
    seen: Surface,
    table: Floats,
    first_chances: Floats,
) -> Floats:
    """The mean chance of each line in the looks after the first.

    Each look is by another forest, and is shown the mean of the looks before it: the more is known
    of a line's neighbours, the better the line is known. One such look has a body F1 of .9435 on
    sites that it was not trained on (extracted view, with a fitting `LOSS`), three have .9454.
    """
    layout = Layout(seen.bounds)
    full_table = second_look(seen, layout, table, first_chances)
    total = np.zeros(len(first_chances), np.float32)
    looks = shipped().later
    for looks_before, look in enumerate(looks):
        if looks_before:
            look_again(seen, layout, full_table, total / np.float32(looks_before))
        total += chances(look, full_table)
    return total / np.float32(len(looks))


def _stays(chance: Floats, seen: Surface) -> Bools:
    """Which lines stay, by their chances. Short lines are judged one by one, paragraphs together
    (`_lost`)."""
    begins = seen.bounds[:-1]
    columns = by_column(seen.table)
    is_long = columns["characters"] >= np.log1p(LONG)
    is_stopped = columns["ending"] == ENDING["stop"]
    is_sentence = is_stopped & (seen.length >= SENTENCE)

    # By text: whether a paragraph is surely body, and whether the text is clean
    has_prose = np.logical_or.reduceat(is_long & (chance >= BODY), begins)
    clean_chance = np.where(has_prose, np.float32(CLEAN), np.float32(CLEAN_WITHOUT_PROSE))
    is_clean = np.minimum.reduceat(chance, begins) >= clean_chance

    needed = np.where(is_sentence, NEEDED_SENTENCE, NEEDED)
    stays_beside_prose = is_long | (chance >= needed)
    by_chance = np.where(
        seen.by_line(has_prose), stays_beside_prose, chance >= NEEDED_WITHOUT_PROSE
    )
    stays: Bools = by_chance | seen.by_line(is_clean)

    is_searched = seen.by_line(has_prose & ~is_clean)
    doubted = is_long & is_searched & (chance < BODY)
    if doubted.any():
        stays[_lost(chance, doubted, seen)] = False
    return stays


def _lost(chance: Floats, doubted: Bools, seen: Surface) -> list[int]:
    """The `doubted` paragraphs that are cut, of all texts."""
    lost: list[int] = []
    bounds = seen.bounds.tolist()

    for begin, end in pairwise(bounds):
        own = slice(begin, end)
        paragraphs = doubted[own].nonzero()[0]
        if len(paragraphs):
            loss = LOSS if seen.english[begin] else LOSS_ABROAD
            cut = _cut(chance[own], seen.length[own], paragraphs, loss)
            lines = begin + cut
            lost += lines.tolist()

    return lost


def _cut(chance: Floats, words: Floats, doubted: Ints, loss: float) -> Ints:
    """Those of the `doubted` paragraphs of a text that are cut: the least likely ones first, for as
    long as what is gained outweighs the risk that one of them was the article's, which would cost
    `loss` of the text's body."""
    by_chance = chance[doubted].argsort(kind="stable")
    order = doubted[by_chance]
    risk = chance[order]

    # Words of dirt less words of body that are expected to go, as a share of the body
    net_words = (1 - 2 * risk) * words[order]
    body_words = float((chance * words).sum())
    gain = net_words.cumsum() / max(body_words, 1.0) - loss * risk

    best = int(gain.argmax())
    many = best + 1 if gain[best] > 0 else 0
    return order[:many]
