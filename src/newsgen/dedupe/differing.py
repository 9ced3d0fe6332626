"""How a copy differs from the story: paragraphs aligned first, then words marked inside the pairs.

A flat comparison of the words of two versions marks 46 pieces and reads as noise; aligned it is 7 pairs with 16 pieces.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, get_args

from newsgen.dedupe.records import Difference, Row, RowKind, Run, RunKind
from newsgen.model import Article
from newsgen.text.normal import UNSPACED, folded, has_unspaced

ALIKE = 0.5
"""Share of words two paragraphs have in common (twice the shared, by all) from which they are a pair."""
NEAR = 2
"""Changes less than this many words apart are one."""
LONG = 4000
"""Words of a pair of paragraphs beyond which only what stands between their first and last common words is marked as a whole."""

_PIECE = re.compile(r"\s+|(?:[^\W_]\.){2,}|[^\W_]+(?:['’.,][^\W_]+)*|.", re.DOTALL)
_UNSPACED_PIECE = re.compile(rf"\s+|[{UNSPACED}]|(?:(?![{UNSPACED}])[^\W_])+|.", re.DOTALL)
_OF_ONE_KIND = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'", "–": "-", "—": "-", "−": "-", "…": "."})


class _Piece(NamedTuple):
    """A word or mark as printed, the space before it, and what it is compared by."""

    text: str
    space: str
    same: str


def difference(lead: Article, copy: Article) -> Difference:
    """The rows of the comparison, in the order of the copy with what only the story has in its place."""
    left = [_pieces(block.text) for block in lead.blocks]
    right = [_pieces(block.text) for block in copy.blocks]
    pairs = _aligned(left, right)
    moved = _moved(pairs)
    rows = [_row(left, right, i, j, i in moved) for i, j in _reading_order(len(left), len(right), pairs, moved)]
    tally = Counter(row.kind for row in rows)
    return Difference(lead.id, copy.id, tuple(rows), tuple(tally[kind] for kind in get_args(RowKind)))


def _pieces(text: str) -> list[_Piece]:
    found, space = [], ""
    for piece in (_UNSPACED_PIECE if has_unspaced(text) else _PIECE).findall(text):
        if piece.isspace():
            space = " "
            continue
        word = piece[0].isalnum()
        found.append(_Piece(piece, space, folded(piece) if word else piece.translate(_OF_ONE_KIND)))
        space = ""
    return found


def _aligned(left: Sequence[list[_Piece]], right: Sequence[list[_Piece]]) -> dict[int, int]:
    """Ordinal in the story → ordinal in the copy of the paragraphs that are pairs, the most alike first; a tie goes to the nearest place."""
    bags = [[Counter(piece.same for piece in paragraph if piece.same[:1].isalnum()) for paragraph in side] for side in (left, right)]
    places: dict[str, list[int]] = {}
    for j, bag in enumerate(bags[1]):
        for word in bag:
            places.setdefault(word, []).append(j)
    ratios = []
    for i, bag in enumerate(bags[0]):
        for j in sorted({j for word in bag for j in places.get(word, ())}):
            ratio = 2 * (bag & bags[1][j]).total() / (bag.total() + bags[1][j].total())
            if ratio >= ALIKE:
                ratios.append((-ratio, abs(i / len(left) - j / len(right)), i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(ratios):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _moved(pairs: dict[int, int]) -> set[int]:
    """The story's paragraphs that left the longest series which keeps its order."""
    ordered = sorted(pairs)
    best: list[tuple[int, int]] = []
    for at, i in enumerate(ordered):
        earlier = [(best[k][0], k) for k in range(at) if pairs[ordered[k]] < pairs[i]]
        length, before = max(earlier, key=lambda item: (item[0], -item[1]), default=(0, -1))
        best.append((length + 1, before))
    at = max(range(len(best)), key=lambda k: (best[k][0], -k), default=-1)
    kept = set()
    while at >= 0:
        kept.add(ordered[at])
        at = best[at][1]
    return set(ordered) - kept


def _reading_order(left: int, right: int, pairs: dict[int, int], moved: set[int]) -> Iterator[tuple[int, int]]:
    """The rows as ordinals in story and copy (-1: none): between two pairs that kept their order first the story's own paragraphs, then the
    copy's; a moved paragraph stands where the copy has it."""
    source = {j: i for i, j in pairs.items()}
    i = 0
    for j in range(right):
        partner = source.get(j, -1)
        if partner >= 0 and partner not in moved:
            yield from ((k, -1) for k in range(i, partner) if k not in pairs)
            i = partner + 1
        yield (partner, j)
    yield from ((k, -1) for k in range(i, left) if k not in pairs)


def _row(left: Sequence[list[_Piece]], right: Sequence[list[_Piece]], i: int, j: int, moved: bool) -> Row:  # noqa: FBT001 - inner
    if j < 0:
        return Row("only-story", (Run("del", _joined(left[i])),), (), (i, -1))
    if i < 0:
        return Row("only-copy", (), (Run("ins", _joined(right[j])),), (-1, j))
    story, copy = _marked(left[i], right[j])
    changed = any(run.kind != "equal" for run in story + copy)
    kind: RowKind = "moved" if moved else "changed" if changed else "identical"
    return Row(kind, story, copy, (i, j))


def _marked(left: list[_Piece], right: list[_Piece]) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The two paragraphs as runs: what both have, what one has; a lone word between two changes belongs to them."""
    codes = _joined_changes(_codes([piece.same for piece in left], [piece.same for piece in right]), left)
    story: list[Run] = []
    copy: list[Run] = []
    for equal, i1, i2, j1, j2 in codes:
        _add(story, "equal" if equal else "del", left[i1:i2], bool(i1))
        _add(copy, "equal" if equal else "ins", right[j1:j2], bool(j1))
    return tuple(story), tuple(copy)


def _codes(left: list[str], right: list[str]) -> list[tuple[bool, int, int, int, int]]:
    """Stretches of both sides: equal or not, and their bounds."""
    if len(left) + len(right) > LONG:
        start = next((k for k, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
        spare = min(len(left), len(right)) - start
        end = next((k for k in range(spare) if left[-1 - k] != right[-1 - k]), spare)
        one, two = len(left) - end, len(right) - end
        return [(True, 0, start, 0, start), (False, start, one, start, two), (True, one, len(left), two, len(right))]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return [(tag == "equal", i1, i2, j1, j2) for tag, i1, i2, j1, j2 in matcher.get_opcodes()]


def _joined_changes(codes: list[tuple[bool, int, int, int, int]], left: list[_Piece]) -> list[tuple[bool, int, int, int, int]]:
    joined: list[tuple[bool, int, int, int, int]] = []
    for at, (equal, i1, i2, j1, j2) in enumerate(codes):
        words = sum(piece.same[:1].isalnum() for piece in left[i1:i2])
        inside = 0 < at < len(codes) - 1
        small = equal and inside and words < NEAR
        if joined and not joined[-1][0] and (small or not equal):
            joined[-1] = (False, joined[-1][1], i2, joined[-1][3], j2)
        else:
            joined.append((equal, i1, i2, j1, j2))
    return [code for code in joined if code[2] > code[1] or code[4] > code[3]]


def _add(runs: list[Run], kind: RunKind, pieces: Sequence[_Piece], inside: bool) -> None:  # noqa: FBT001 - inner
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


def _joined(pieces: Sequence[_Piece]) -> str:
    return "".join((piece.space if at else "") + piece.text for at, piece in enumerate(pieces))
