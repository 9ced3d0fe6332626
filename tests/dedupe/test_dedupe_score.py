"""The learned score: its weights ask what the code measures."""

from math import exp

import pytest
from dedupe_articles import article
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.dedupe import fingerprints
from newsgen.dedupe.features import features, overlap
from newsgen.dedupe.score import LEAVES, QUESTIONS, UNLEARNED, Trees, parsed, score, shipped


def test_the_weights_name_their_features_in_the_order_of_the_code() -> None:
    """The shipped trees ask all features but those that are not to be learned, in the code's order."""
    one, two = fingerprints([article("a", "One ferry sank."), article("b", "One ferry drifted.")])
    measured = list(features(overlap(one, two)))
    assert set(UNLEARNED) < set(measured)
    assert list(shipped().names) == [name for name in measured if name not in UNLEARNED]


def test_every_tree_is_whole() -> None:
    """Each tree has all its questions and leaves, and asks for features that there are."""
    trees = shipped()
    count = len(trees.features)
    assert trees.features.shape == trees.bounds.shape == (count, QUESTIONS)
    assert trees.leaves.shape == (count, LEAVES)
    assert 0 <= trees.features.min() <= trees.features.max() < len(trees.names)


def walked(values: list[float], trees: Trees) -> float:
    """The score, by a walk down each tree."""
    total = trees.start
    for asked, bounds, leaves in zip(trees.features, trees.bounds, trees.leaves, strict=True):
        node = 0
        while node < QUESTIONS:
            node = 2 * node + (2 if values[asked[node]] > bounds[node] else 1)
        total += leaves[node - QUESTIONS]
    return 1 / (1 + exp(-total))


@settings(deadline=None, derandomize=True, max_examples=50)
@given(st.data())
def test_all_trees_at_once_give_what_a_walk_down_each_gives(data: st.DataObject) -> None:
    """Whatever the features, the score is that of walking down one tree after the other."""
    trees = shipped()
    bounds = st.sampled_from(sorted({float(bound) for bound in trees.bounds.ravel()}))
    numbers = st.lists(
        bounds | st.floats(-1, 1), min_size=len(trees.names), max_size=len(trees.names)
    )
    values = data.draw(numbers)
    named = dict(zip(trees.names, values, strict=True))
    assert score(named, trees) == pytest.approx(walked(values, trees))


def test_a_score_is_never_out_of_bounds() -> None:
    """However large the sum of the leaves, the score is between 0 and 1."""
    for start in (-1e6, 1e6):
        row = "\t".join(["0"] * QUESTIONS + ["1"] * QUESTIONS + ["0"] * LEAVES)
        trees = parsed(f"# a comment\nlengths\n{start}\n{row}\n")
        assert score({"lengths": 0.5}, trees) == pytest.approx(float(start > 0), abs=1e-12)
