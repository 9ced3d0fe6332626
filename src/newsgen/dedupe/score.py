"""The learned score: a sum over small decision trees on the features of a pair, as
`tools/train_score.py` learned them.

The trees ship as numbers in `rules/score.tsv`. All are walked at once, so that a score costs a
handful of array operations.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DEPTH = 3
"""Questions on the way from the root of a tree to a leaf."""
QUESTIONS = 2**DEPTH - 1
"""Questions of a whole tree."""
LEAVES = 2**DEPTH
"""Leaves of a tree."""
MOST_LOGIT = 30.0
"""Bound of the sum, so that `exp` does not overflow; beyond it a score is 0 or 1 to 13 digits."""

UNLEARNED = ("title", "days", "words", "numbers", "rarity of shared", "rarity of rest")
"""Features that the trees may not ask: they tell one labelled set from another rather than a pair
from a pair, or rules use them. Trees that were learned with them did not hold on another set."""


class Trees(NamedTuple):
    """Decision trees of one depth, as arrays.

    `names`: the features that the trees ask, by index. `features` and `bounds`, each of shape
    (trees, QUESTIONS): a question goes left where the value of the feature is at most the bound.
    `leaves`, of shape (trees, LEAVES): what each leaf adds. `start`: the sum before the first tree.
    """

    names: tuple[str, ...]
    features: NDArray[np.int64]
    bounds: NDArray[np.float64]
    leaves: NDArray[np.float64]
    start: float


def score(features: Mapping[str, float], trees: Trees) -> float:
    """How sure the trees are that a pair is one report, 0 to 1."""
    values = np.array([features[name] for name in trees.names])

    # (trees, QUESTIONS): the answers to all questions of all trees, those never reached too; a walk
    # of all trees side by side then takes DEPTH look-ups. The children of node n are 2n+1 and 2n+2.
    is_right = values[trees.features] > trees.bounds
    count = len(is_right)
    tree = np.arange(count)
    node = np.zeros(count, np.int64)
    for _ in range(DEPTH):
        left_child = 2 * node + 1
        node = left_child + is_right[tree, node]

    leaf = node - QUESTIONS
    total = trees.start + float(trees.leaves[tree, leaf].sum())
    bounded = max(-MOST_LOGIT, min(MOST_LOGIT, total))
    return 1 / (1 + exp(-bounded))


def parsed(text: str) -> Trees:
    """Trees from the text of their file: comments, a line of names, a line with the start, then a
    line a tree (features, bounds, leaves)."""
    names, start, *lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    rows = []
    for line in lines:
        cells = line.split("\t")
        rows.append([float(cell) for cell in cells])

    table = np.array(rows)
    features, bounds, leaves = np.split(table, [QUESTIONS, 2 * QUESTIONS], axis=1)
    return Trees(
        names=tuple(names.split("\t")),
        features=features.astype(np.int64),
        bounds=bounds,
        leaves=leaves,
        start=float(start),
    )


@cache
def shipped() -> Trees:
    """The trees that come with the package."""
    file = files("newsgen.dedupe").joinpath("rules/score.tsv")
    return parsed(file.read_text("utf-8"))
