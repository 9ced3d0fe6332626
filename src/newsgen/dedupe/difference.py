"""How a copy differs from the story: paragraphs aligned first, then words marked inside the pairs.

A flat comparison of the words of two versions marks 46 runs and reads as noise; aligned, it is 7
pairs with 16 runs.
"""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, get_args

from newsgen.dedupe.alignment import (
    NOWHERE,
    PrintedToken,
    Unit,
    aligned,
    moved,
    printed_tokens,
    reading_order,
    twins,
    units,
)
from newsgen.dedupe.records import Difference, DifferenceRow, RowKind, RunKind, WordRun
from newsgen.model import Article

KINDS: tuple[RowKind, ...] = get_args(RowKind)
NEAR = 2
"""Changes with fewer words than this between them are joined to one."""
LONG = 1600
"""Tokens of a pair of paragraphs beyond which tokens that make up more than 1 % of them are no
anchors: with those, time grows with the square of the length."""

Runs = tuple[WordRun, ...]

_NO_UNIT = Unit(NOWHERE, "")


class _Stretch(NamedTuple):
    """Tokens of both sides that are equal, or a change: what stands in one side's place on the other.

    The tokens are `ours[our_start:our_end]` of the story and `theirs[their_start:their_end]` of the
    copy.
    """

    equal: bool
    our_start: int
    our_end: int
    their_start: int
    their_end: int


def difference(lead: Article, copy: Article) -> Difference:
    """The rows of the comparison, in the order of the copy, with what only the story has in its
    place."""
    ours = [block.text for block in lead.blocks]
    theirs = [block.text for block in copy.blocks]
    is_same = ours == theirs and len(set(ours)) == len(ours)  # so are half of all copies
    rows = _identical_rows(ours) if is_same else _rows(ours, theirs)

    tally = Counter([row.kind for row in rows])
    counts = tuple([tally[kind] for kind in KINDS])
    return Difference(lead.id, copy.id, tuple(rows), counts)


def _identical_rows(texts: Sequence[str]) -> list[DifferenceRow]:
    """The rows of two bodies that are equal."""
    return [_identical(text, (ordinal, ordinal)) for ordinal, text in enumerate(texts)]


def _rows(ours: Sequence[str], theirs: Sequence[str]) -> list[DifferenceRow]:
    """The rows of the comparison of two bodies."""
    same = twins(ours, theirs)
    settled = frozenset(same.values())
    left = units(ours, theirs, same, settled)
    right = units(theirs, ours, settled, same)

    pairs = aligned(left, right, same)
    elsewhere = moved(pairs)
    order = reading_order(len(left), len(right), pairs, elsewhere)

    rows = []
    for i, j in order:
        story = left[i] if i >= 0 else _NO_UNIT
        copy = right[j] if j >= 0 else _NO_UNIT
        rows.append(_row(story, copy, elsewhere=i in elsewhere))
    return rows


def _row(left: Unit, right: Unit, *, elsewhere: bool) -> DifferenceRow:
    """The row of two units, of which one may be `_NO_UNIT`."""
    ordinals = (left.paragraph, right.paragraph)
    if right is _NO_UNIT:
        removed = WordRun("del", _single_spaced(left.text))
        return DifferenceRow("only-story", (removed,), (), ordinals)
    if left is _NO_UNIT:
        inserted = WordRun("ins", _single_spaced(right.text))
        return DifferenceRow("only-copy", (), (inserted,), ordinals)
    if left.text == right.text and not elsewhere:
        return _identical(left.text, ordinals)

    story, copy = _marked(left.text, right.text)
    kind: RowKind = "identical"
    if any(run.kind != "equal" for run in story + copy):
        kind = "changed"
    if elsewhere:
        kind = "moved"
    return DifferenceRow(kind, story, copy, ordinals)


def _identical(text: str, ordinals: tuple[int, int]) -> DifferenceRow:
    """The row of a paragraph that stands on both sides."""
    whole = _whole(text)
    return DifferenceRow("identical", whole, whole, ordinals)


def _whole(text: str) -> Runs:
    """A paragraph that is equal throughout."""
    return (WordRun("equal", _single_spaced(text)),)


def _marked(left: str, right: str) -> tuple[Runs, Runs]:
    """The two paragraphs as runs: what both have, and what one has. Few words between two changes
    belong to the change."""
    if left == right:
        return _whole(left), _whole(left)
    ours, theirs = printed_tokens(left), printed_tokens(right)
    if ours == theirs:
        return _whole(left), _whole(left)

    story: list[WordRun] = []
    copy: list[WordRun] = []
    for stretch in _joined_changes(_stretches(ours, theirs), ours):
        removed: RunKind = "equal" if stretch.equal else "del"
        our_part = ours[stretch.our_start : stretch.our_end]
        _add(story, removed, our_part, inside=stretch.our_start > 0)

        inserted: RunKind = "equal" if stretch.equal else "ins"
        their_part = theirs[stretch.their_start : stretch.their_end]
        _add(copy, inserted, their_part, inside=stretch.their_start > 0)
    return tuple(story), tuple(copy)


def _stretches(
    ours: Sequence[PrintedToken],
    theirs: Sequence[PrintedToken],
) -> list[_Stretch]:
    """The two sides cut into equal stretches and changes."""
    left = [same for _, _, same, _ in ours]
    right = [same for _, _, same, _ in theirs]
    is_long = len(left) + len(right) > LONG
    matcher = SequenceMatcher(None, left, right, autojunk=is_long)

    stretches = []
    for tag, *bounds in matcher.get_opcodes():
        stretches.append(_Stretch(tag == "equal", *bounds))
    return stretches


def _joined_changes(
    stretches: Sequence[_Stretch],
    ours: Sequence[PrintedToken],
) -> list[_Stretch]:
    """The stretches, changes that have fewer than `NEAR` words between them joined to one."""
    joined: list[_Stretch] = []
    last = len(stretches) - 1
    for place, stretch in enumerate(stretches):
        is_change = not stretch.equal
        if stretch.equal and 0 < place < last:
            between = ours[stretch.our_start : stretch.our_end]
            words = sum([is_word for _, _, _, is_word in between])
            is_change = words < NEAR

        follows_change = bool(joined) and not joined[-1].equal
        if is_change and follows_change:
            change = joined[-1]
            joined[-1] = _Stretch(
                equal=False,
                our_start=change.our_start,
                our_end=stretch.our_end,
                their_start=change.their_start,
                their_end=stretch.their_end,
            )
        else:
            joined.append(stretch)

    return joined


def _add(
    runs: list[WordRun],
    kind: RunKind,
    tokens: Sequence[PrintedToken],
    *,
    inside: bool,
) -> None:
    """Append tokens as a run; the space before a change stays outside its mark, and before the first
    token of a paragraph, which is not `inside`, there is none."""
    if not tokens:
        return

    space = tokens[0].space if inside else ""
    if space and kind != "equal":
        if runs and runs[-1].kind == "equal":
            runs[-1] = WordRun("equal", runs[-1].text + space)
        else:
            runs.append(WordRun("equal", space))
        space = ""

    runs.append(WordRun(kind, space + _text(tokens)))


def _text(tokens: Sequence[PrintedToken]) -> str:
    """Tokens as printed, without the space before the first."""
    printed = "".join([space + text for text, space, _, _ in tokens])
    outer = len(tokens[0].space)
    return printed[outer:]


def _single_spaced(text: str) -> str:
    """`text` with one space wherever it has white space.

    Most texts have it so, which is seen in half of the time: no other white space is printable.
    """
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text
    return " ".join(text.split())
