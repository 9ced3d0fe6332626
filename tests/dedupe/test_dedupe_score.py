"""The learned score: its weights ask what the code measures."""

from dedupe_articles import article

from newsgen.dedupe import fingerprints
from newsgen.dedupe.features import features, overlap
from newsgen.dedupe.score import LEAVES, QUESTIONS, UNLEARNED, shipped


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
