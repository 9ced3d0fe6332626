"""The title: weights, and headlines made of a lede."""

import pytest

from newsgen.clean.fields.headline_features import _all_features, headline_context
from newsgen.clean.fields.title import LONGEST, _weights, derived

LEDES = {
    "paragraphs": "The council of Skarvik voted on Tuesday to keep the night ferry running for another "
    "three years, after a summer of protests on the quay.\nOpponents had argued that the crossing "
    "costs more than a new road would.",
    "short": "Short and done.",
    "one word": "x" * 300,
    "commas": "One, " * 60,
    "abbreviations": "U.S. Sen. Anna Lind met the Gen. Holm of the U.N. in St. Paul, Minn., to talk of "
    "herring.",
}


@pytest.mark.parametrize("lede", LEDES.values(), ids=LEDES.keys())
def test_derived_headline(lede: str) -> None:
    """A derived headline is short, ends at a word, and has neither ellipsis nor full stop."""
    headline = derived(lede)
    assert 0 < len(headline.value) <= LONGEST
    assert headline.basis == "derived"
    assert not headline.value.endswith(("…", ".", ",", " and", " the"))


def test_each_feature_has_its_weight() -> None:
    """The trained weights are those of the features that are measured, by the same names."""
    context = headline_context(["Talks resumed", "The ministers met in London. " * 4], [1])
    assert set(_all_features(context, 0)) == set(_weights())
