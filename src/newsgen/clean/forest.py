"""Boosted symmetric trees read from a table of numbers: in each tree, all nodes of a level ask the same question.

So a tree is `depth` questions (column, threshold) and 2**depth leaves, and a whole text is answered by one comparison of arrays.
"""

from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from newsgen.clean.features import Floats


class Forest(NamedTuple):
    """Trees as arrays: `columns` and `thresholds` are (trees x depth), `leaves` flat with 2**depth entries a tree, `bias` the start."""

    columns: NDArray[np.intp]
    thresholds: Floats
    leaves: Floats
    offsets: NDArray[np.int64]
    bias: float


def forest(table: dict[str, Any]) -> Forest:
    """The forest of a decoded table: `trees` is a list of `{columns, thresholds, leaves}`, `bias` a number.

    >>> small = forest({"bias": -1.0, "trees": [{"columns": [0, 1], "thresholds": [0.5, 0.5], "leaves": [0.0, 1.0, 2.0, 3.0]}]})
    >>> [round(float(chance), 3) for chance in chances(small, np.array([[0, 0], [1, 0], [1, 1]], np.float32))]
    [0.269, 0.5, 0.881]
    """
    trees = table["trees"]
    leaves = np.array([tree["leaves"] for tree in trees], np.float32)
    columns = np.array([tree["columns"] for tree in trees], np.intp)
    return Forest(
        columns, np.array([tree["thresholds"] for tree in trees], np.float32), leaves.ravel(), np.arange(len(trees)) * leaves.shape[1], table["bias"]
    )


def chances(trained: Forest, rows: Floats) -> Floats:
    """A probability for each of `rows`."""
    trees, depth = trained.columns.shape
    asked = rows[:, trained.columns.ravel()].reshape(len(rows), trees, depth) > trained.thresholds
    place = asked @ (1 << np.arange(depth))
    score = trained.leaves[place + trained.offsets].sum(1, dtype=np.float64) + trained.bias
    found: Floats = (1 / (1 + np.exp(-score))).astype(np.float32)
    return found


@cache
def shipped() -> tuple[Forest, Forest]:
    """The forests of the first and the second look, as trained by `tools/train_lines.py`."""
    table = msgspec.json.decode(files("newsgen.clean").joinpath("rules/lines.json").read_bytes())
    return forest(table["first"]), forest(table["second"])
