"""Boosted symmetric trees read from a table of numbers: in each tree, all nodes of a level ask the same question.

So a tree is `depth` questions (column, threshold) and 2**depth leaves, and a whole text is answered by one comparison of arrays.
"""

from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsgen.clean.lines.features import Floats

AT_ONCE = 128
"""Lines that are answered by one comparison: all that is worked out of them fits into a processor's nearer memory."""


class Forest(NamedTuple):
    """Trees as arrays: `columns` (depth x trees, flat) and `thresholds` (depth x trees x 1), what a yes adds to the number of a leaf by level
    (`levels`; a tree is at most 8 deep), `leaves` flat with 2**depth entries a tree beginning at `offsets`; `bias` is the score before any tree."""

    columns: NDArray[np.intp]
    thresholds: Floats
    levels: NDArray[np.uint8]
    leaves: NDArray[np.float64]
    offsets: NDArray[np.int64]
    bias: float


def forest(table: dict[str, Any]) -> Forest:
    """The forest of a decoded table: `bias`, and `trees` as `[columns, thresholds, leaves]`; leaf 1 is met where only the first answer is yes.

    >>> small = forest({"bias": -1.0, "trees": [[[0, 1], [0.5, 0.5], [0.0, 1.0, 2.0, 3.0]]]})
    >>> [round(float(chance), 3) for chance in chances(small, np.array([[0, 1, 1], [0, 0, 1]], np.float32))]
    [0.269, 0.5, 0.881]
    """
    columns, thresholds, leaves = (np.array(part) for part in zip(*table["trees"], strict=True))
    return Forest(
        columns.T.ravel().astype(np.intp), thresholds.T[:, :, None].astype(np.float32),
        (1 << np.arange(columns.shape[1])).astype(np.uint8)[:, None, None], leaves.ravel().astype(np.float32).astype(np.float64),
        (np.arange(len(leaves)) * leaves.shape[1])[:, None], table["bias"],
    )  # fmt: skip


def chances(trained: Forest, table: Floats) -> Floats:
    """A chance (0 to 1) for each line of a table of features (columns x lines)."""
    many = table.shape[1]
    score = np.concatenate(
        [_scores(trained, table[:, begin : begin + AT_ONCE]) for begin in range(0, many, AT_ONCE)]
    )
    found: Floats = (1 / (1 + np.exp(-score))).astype(np.float32)
    return found


def _scores(trained: Forest, table: Floats) -> NDArray[np.float64]:
    depth, trees, _ = trained.thresholds.shape
    asked = table.take(trained.columns, 0).reshape(depth, trees, -1) > trained.thresholds
    place = trained.offsets + np.add.reduce(
        asked.view(np.uint8) * trained.levels, axis=0, dtype=np.uint8
    )
    score: NDArray[np.float64] = np.add.reduce(trained.leaves.take(place), axis=0) + trained.bias
    return score


@cache
def shipped() -> tuple[Forest, tuple[Forest, ...]]:
    """The forest of the first look and one for each look after it, as trained by `tools/train_lines.py`."""
    table = msgspec.json.decode(files("newsgen.clean").joinpath("rules/lines.json").read_bytes())
    return forest(table["first"]), tuple(map(forest, table["second"]))
