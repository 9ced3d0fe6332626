"""The measured score: a sum over small decision trees on the features of a pair, as `tools/verifier.py` learned them.

The trees ship as numbers in `rules/verifier.tsv`; all are walked at once, so a score costs a handful of array operations.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DEPTH = 3
"""Questions a tree asks; it has 7 of them and 8 leaves."""


class Trees(NamedTuple):
    """`names` of the features; for each tree 7 questions (index of a feature, and the value up to which one goes left), 8 leaves, and the start."""

    names: tuple[str, ...]
    features: NDArray[np.int64]
    bounds: NDArray[np.float64]
    leaves: NDArray[np.float64]
    start: float


def score(features: Mapping[str, float], trees: Trees) -> float:
    """How sure the trees are that a pair is one report, 0 to 1."""
    values = np.array([features[name] for name in trees.names])
    right = values[trees.features] > trees.bounds
    rows = np.arange(len(right))
    at = np.zeros(len(right), np.int64)
    for _ in range(DEPTH):
        at = 2 * at + 1 + right[rows, at]
    total = trees.start + float(trees.leaves[rows, at - (2**DEPTH - 1)].sum())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def parsed(text: str) -> Trees:
    """Trees from their file: comments, a line of names, a line with the start, then a line a tree."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    names = tuple(lines[0].split("\t"))
    table = np.array([[float(cell) for cell in line.split("\t")] for line in lines[2:]])
    inner = 2**DEPTH - 1
    return Trees(
        names,
        table[:, :inner].astype(np.int64),
        table[:, inner : 2 * inner],
        table[:, 2 * inner :],
        float(lines[1]),
    )


@cache
def shipped() -> Trees:
    """The trees that come with the package."""
    return parsed(files("newsgen.dedupe").joinpath("rules/verifier.tsv").read_text("utf-8"))
