"""Boosted symmetric trees: in each tree, all nodes of a level ask the same question.

So a tree is `depth` questions (a column and a threshold) and 2**depth leaves, and one comparison of
arrays answers all questions for all lines.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsgen.clean.lines.arrays import Bytes, Floats
from newsgen.clean.lines.columns import FIRST_LOOK, SECOND_LOOK

AT_ONCE = 128
"""Lines that are answered by one comparison: what is computed for them fits into a processor's
nearer memory."""


class Forest(NamedTuple):
    """Trees as arrays.

    `columns` is (depth x trees) made flat, `thresholds` (depth x trees x 1). `levels` (depth x 1 x
    1) is what a yes adds to the number of a leaf; a tree is at most 8 deep. `leaves` is flat, with
    2**depth entries a tree, which begin at `offsets` (trees x 1). `bias` is the score before any
    tree.
    """

    columns: NDArray[np.intp]
    thresholds: Floats
    levels: Bytes
    leaves: NDArray[np.float64]
    offsets: NDArray[np.int64]
    bias: float


class Weights(NamedTuple):
    """The forest of the first look, and one for each look after it."""

    first: Forest
    later: tuple[Forest, ...]


def forest(table: dict[str, Any]) -> Forest:
    """The forest of a decoded table: `bias`, and `trees` as `[columns, thresholds, leaves]`. Leaf 1
    is that of a yes to the first question only.

    >>> small = forest({"bias": -1.0, "trees": [[[0, 1], [0.5, 0.5], [0.0, 1.0, 2.0, 3.0]]]})
    >>> lines = np.array([[0, 1, 1], [0, 0, 1]], np.float32)
    >>> [round(float(chance), 3) for chance in chances(small, lines)]
    [0.269, 0.5, 0.881]
    """
    # (trees x depth), (trees x depth), (trees x 2**depth)
    columns, thresholds, leaves = (np.array(part) for part in zip(*table["trees"], strict=True))
    trees, depth = columns.shape
    levels = (1 << np.arange(depth)).astype(np.uint8)
    offsets = np.arange(trees) * leaves.shape[1]
    return Forest(
        columns=columns.T.ravel().astype(np.intp),
        thresholds=thresholds.T[:, :, None].astype(np.float32),
        levels=levels[:, None, None],
        leaves=leaves.ravel().astype(np.float32).astype(np.float64),
        offsets=offsets[:, None],
        bias=table["bias"],
    )


def chances(trained: Forest, table: Floats) -> Floats:
    """The chance (0 to 1) of each line of a table of features (columns x lines)."""
    lines = table.shape[1]
    scores: list[NDArray[np.float64]] = []
    for begin in range(0, lines, AT_ONCE):
        some_lines = table[:, begin : begin + AT_ONCE]
        scores.append(_scores(trained, some_lines))

    odds_against = np.exp(-np.concatenate(scores))
    line_chances: Floats = (1 / (1 + odds_against)).astype(np.float32)
    return line_chances


@cache
def shipped() -> Weights:
    """The weights that `tools/train_lines.py` trained and that ship with the package."""
    path = files("newsgen.clean").joinpath("rules", "lines.json")
    return weights(path.read_bytes())


def weights(encoded: bytes) -> Weights:
    """The weights in the file `rules/lines.json`, which holds the names of the columns and the
    forests.

    Raises `ValueError` where the file names other columns than this program computes, or the same
    in another order: its trees would ask for the wrong ones.
    """
    table = msgspec.json.decode(encoded)
    trained_on = table["columns"]
    _check("first look", trained_on["first"], FIRST_LOOK)
    _check("later looks", [*trained_on["first"], *trained_on["later"]], SECOND_LOOK)
    return Weights(forest(table["first"]), tuple(map(forest, table["later"])))


def _check(
    look: str,
    trained_on: Sequence[str],
    columns: Sequence[str],
) -> None:
    """Raise where a look was trained on other columns, with the number of the first one."""
    if list(trained_on) == list(columns):
        return
    number = 0
    for stated, column in zip(trained_on, columns, strict=False):
        if stated != column:
            break
        number += 1
    raise ValueError(
        f"the line model was trained on other columns – {look}, column {number} – "
        "run tools/train_lines.py"
    )


def _scores(trained: Forest, table: Floats) -> NDArray[np.float64]:
    """The sum of the leaves to which each line comes.

    Questions are answered for all levels, trees and lines at once (depth x trees x lines); what the
    answers of a tree add up to is the number of a leaf (trees x lines), in 8 bits.
    """
    depth, trees, _ = trained.thresholds.shape
    values = table.take(trained.columns, 0)
    answers = values.reshape(depth, trees, -1) > trained.thresholds
    bits = answers.view(np.uint8) * trained.levels
    leaf = np.add.reduce(bits, axis=0, dtype=np.uint8)

    leaves = trained.leaves.take(trained.offsets + leaf)
    total = np.add.reduce(leaves, axis=0)
    score: NDArray[np.float64] = total + trained.bias
    return score
