"""How a copy differs from the story: paragraphs aligned first, then words marked inside the pairs.

A flat comparison of the words of two versions marks 46 pieces and reads as noise; aligned it is 7 pairs with 16 pieces.
"""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import get_args

from newsgen.dedupe.alignment import (
    Piece,
    Unit,
    aligned,
    moved,
    pieces,
    reading_order,
    twins,
    units,
)
from newsgen.dedupe.records import Difference, Row, RowKind, Run, RunKind
from newsgen.model import Article

KINDS: tuple[RowKind, ...] = get_args(RowKind)
NEAR = 2
"""Changes less than this many words apart are one."""
LONG = 1600
"""Words of a pair of paragraphs beyond which words that make up more than 1 % of them are no anchors: in full, time grows with the square."""


def difference(lead: Article, copy: Article) -> Difference:
    """The rows of the comparison, in the order of the copy with what only the story has in its place."""
    texts = [block.text for block in lead.blocks], [block.text for block in copy.blocks]
    if texts[0] == texts[1] and len(set(texts[0])) == len(texts[0]):  # half of all copies
        return Difference(
            lead.id,
            copy.id,
            tuple([_identical(text, (at, at)) for at, text in enumerate(texts[0])]),
            (len(texts[0]), *[0] * (len(KINDS) - 1)),
        )
    same = twins(*texts)
    settled = frozenset(same.values())
    left, right = units(*texts, same, settled), units(texts[1], texts[0], settled, same)
    pairs = aligned(left, right, same)
    elsewhere = moved(pairs)
    none = Unit(-1, "")
    order = reading_order(len(left), len(right), pairs, elsewhere)
    rows = [
        _row(left[i] if i >= 0 else none, right[j] if j >= 0 else none, elsewhere=i in elsewhere)
        for i, j in order
    ]
    tally = Counter([row.kind for row in rows])
    return Difference(lead.id, copy.id, tuple(rows), tuple([tally[kind] for kind in KINDS]))


def _row(left: Unit, right: Unit, *, elsewhere: bool) -> Row:
    at = (left.at, right.at)
    if right.at < 0:
        return Row("only-story", (Run("del", _plain(left.text)),), (), at)
    if left.at < 0:
        return Row("only-copy", (), (Run("ins", _plain(right.text)),), at)
    if left.text == right.text and not elsewhere:
        return _identical(left.text, at)
    story, copy = _marked(left.text, right.text)
    changed = any(run.kind != "equal" for run in story + copy)
    kind: RowKind = "moved" if elsewhere else "changed" if changed else "identical"
    return Row(kind, story, copy, at)


def _identical(text: str, at: tuple[int, int]) -> Row:
    whole = (Run("equal", _plain(text)),)
    return Row("identical", whole, whole, at)


def _marked(left: str, right: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The two paragraphs as runs: what both have, what one has; a lone word between two changes belongs to them."""
    ours, theirs = ((), ()) if left == right else (pieces(left), pieces(right))
    if ours == theirs:
        whole = (Run("equal", _plain(left)),)
        return whole, whole
    codes = _joined_changes(
        _codes([same for _, _, same, _ in ours], [same for _, _, same, _ in theirs]), ours
    )
    story: list[Run] = []
    copy: list[Run] = []
    for equal, i1, i2, j1, j2 in codes:
        _add(story, "equal" if equal else "del", ours[i1:i2], inside=bool(i1))
        _add(copy, "equal" if equal else "ins", theirs[j1:j2], inside=bool(j1))
    return tuple(story), tuple(copy)


def _codes(left: list[str], right: list[str]) -> list[tuple[bool, int, int, int, int]]:
    """Stretches of both sides: equal or not, and their bounds."""
    matcher = SequenceMatcher(None, left, right, autojunk=len(left) + len(right) > LONG)
    return [(tag == "equal", i1, i2, j1, j2) for tag, i1, i2, j1, j2 in matcher.get_opcodes()]


def _joined_changes(
    codes: list[tuple[bool, int, int, int, int]], left: Sequence[Piece]
) -> list[tuple[bool, int, int, int, int]]:
    joined: list[tuple[bool, int, int, int, int]] = []
    for at, (equal, i1, i2, j1, j2) in enumerate(codes):
        small = (
            equal and 0 < at < len(codes) - 1 and sum([piece.word for piece in left[i1:i2]]) < NEAR
        )
        if joined and not joined[-1][0] and (small or not equal):
            joined[-1] = (False, joined[-1][1], i2, joined[-1][3], j2)
        else:
            joined.append((equal, i1, i2, j1, j2))
    return [code for code in joined if code[2] > code[1] or code[4] > code[3]]


def _add(runs: list[Run], kind: RunKind, pieces: Sequence[Piece], *, inside: bool) -> None:
    """Append pieces as a run; the space before a change stays outside its mark."""
    if not pieces:
        return
    space = pieces[0].space if inside else ""
    text = _joined(pieces)
    if space and kind != "equal":
        if runs and runs[-1].kind == "equal":
            runs[-1] = Run("equal", runs[-1].text + space)
        else:
            runs.append(Run("equal", space))
        space = ""
    runs.append(Run(kind, space + text))


def _joined(pieces: Sequence[Piece]) -> str:
    return (
        "".join([space + text for text, space, _, _ in pieces])[len(pieces[0].space) :]
        if pieces
        else ""
    )


def _plain(text: str) -> str:
    """`text` with one space where it has any; most has, and is told in half the time: no other space is printable."""
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text
    return " ".join(text.split())
