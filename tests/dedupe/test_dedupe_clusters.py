"""Clusters are those of average link, computed the plain way, and as the archivist says."""

from collections.abc import Set
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.dedupe import clusters as module
from newsgen.dedupe.clusters import LEAST, clusters
from newsgen.dedupe.records import Signature, Verdict

NAMES = "abcdefg"
SCORES = st.dictionaries(
    st.sampled_from([*combinations(NAMES, 2)]),
    st.floats(0, 0.99).map(lambda value: round(value, 6)),
)


def signature(name: str, keys: Set[int] = frozenset()) -> Signature:
    """A signature of nothing but some keys."""
    stored = np.array(sorted(keys), "<u4").tobytes()
    return Signature(name, None, "en", 100, name.encode(), stored)


def scored(a: str, b: str, score: float, *, identical: bool = False) -> Verdict:
    """A verdict with no more than a score."""
    return Verdict(
        a=a,
        b=b,
        score=score,
        same=score >= LEAST,
        borderline=False,
        kind="identical" if identical else "version",
        rule="",
        shared=score,
        covers=score,
        features=(),
    )


def grouped(scores: dict[tuple[str, str], float], names: str = NAMES) -> list[str]:
    """The clusters of some pairs, each as one word."""
    verdicts = [scored(a, b, score) for (a, b), score in scores.items()]
    return ["".join(group) for group in clusters([*map(signature, names)], verdicts, (), ())]


def averaged(scores: dict[tuple[str, str], float]) -> list[str]:
    """Average link the plain way: the two groups with the highest mean are joined, while it is high
    enough."""
    groups = [*NAMES]

    def mean(one: str, two: str) -> float:
        pairs = [(min(a, b), max(a, b)) for a in one for b in two]
        return float(sum(scores.get(pair, 0.0) for pair in pairs) / len(pairs))

    while len(groups) > 1:
        best, one, two = max((mean(one, two), one, two) for one, two in combinations(groups, 2))
        if best < LEAST:
            break
        groups = [group for group in groups if group not in (one, two)] + [one + two]
    return sorted("".join(sorted(group)) for group in groups)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(SCORES.filter(lambda scores: len(set(scores.values())) == len(scores)))
def test_groups_are_those_of_average_link(scores: dict[tuple[str, str], float]) -> None:
    """Nearest-neighbour chains give what joining the nearest groups step by step gives."""
    assert grouped(scores) == averaged(scores)


def test_a_pair_is_linked_from_the_least_score_on() -> None:
    """A score of exactly `LEAST` links."""
    assert grouped({("a", "b"): LEAST}, "ab") == ["ab"]
    assert grouped({("a", "b"): LEAST - 0.001}, "ab") == ["a", "b"]


def test_a_component_too_large_is_cut_to_its_strongest_links(monkeypatch) -> None:
    """Two families that one pair links are cut apart before they are averaged; texts that are linked as
    strongly as can be stay together."""
    monkeypatch.setattr(module, "MATRIX", 3)
    families = dict.fromkeys([*combinations("abc", 2), *combinations("def", 2)], 0.92)
    assert grouped(families | {("c", "d"): 0.85}, "abcdef") == ["abc", "def"]
    assert grouped(dict.fromkeys(combinations("abcde", 2), 0.99), "abcde") == ["abcde"]


def test_pairs_never_compared_count_what_their_keys_say(monkeypatch) -> None:
    """Where a component is larger than the groups that are paired in full, shared keys stand for a
    comparison; in a smaller one a pair never compared counts nothing."""
    verdicts = [scored("a", "b", 0.9), scored("b", "c", 0.9), scored("c", "d", 0.9)]
    alike = [signature(name, {1, 2, 3, 4, 5}) for name in "abcd"]
    unlike = [signature(name, {place, 10 + place}) for place, name in enumerate("abcd")]
    assert len(clusters(alike, verdicts, (), ())) == 2
    monkeypatch.setattr(module, "CAP", 3)
    assert clusters(alike, verdicts, (), ()) == [["a", "b", "c", "d"]]
    assert len(clusters(unlike, verdicts, (), ())) == 2


def test_the_estimate_is_the_share_of_the_smaller_ones_keys() -> None:
    """Two texts that share 3 of the smaller one's 10 keys are estimated at half of what copies share."""
    one, two = signature("a", set(range(10))), signature("b", set(range(7, 27)))
    estimated = module._estimated(["a", "b", "c"], {"a": one, "b": two, "c": signature("c")})
    assert estimated[0, 1] == pytest.approx(0.3 / module.KEYS_OF_COPIES)
    assert estimated[0, 0] == 1.0
    assert estimated[0, 2] == estimated[2, 2] == 0.0


def test_what_the_archivist_made_one_joins_what_one_of_them_was_a_copy_of() -> None:
    """Of several scores between two texts the best counts."""
    verdicts = [scored("a", "c", 0.9), scored("b", "c", 0.1)]
    signatures = [*map(signature, "abc")]
    assert clusters(signatures, verdicts, [("b", "a")], ()) == [["a", "b", "c"]]
    assert clusters(signatures, verdicts[::-1], [("b", "a")], ()) == [["a", "b", "c"]]


def test_articles_kept_apart_are_in_no_group_together() -> None:
    """A split outweighs identical texts and any average, and it parts no others."""
    verdicts = [scored(*pair, 0.95) for pair in combinations("abcd", 2)]
    identical = [scored("a", "b", 1.0, identical=True), *verdicts[1:]]
    signatures = [*map(signature, "abcd")]
    for known in (verdicts, identical):
        groups = clusters(signatures, known, (), [("b", "a")])
        assert not any({"a", "b"} <= set(group) for group in groups)
        assert sorted(map(len, groups)) == [1, 3]


def test_identical_texts_count_once() -> None:
    """Many identical articles do not outweigh one that is a copy of them, nor does it them."""
    identical = [scored(a, b, 1.0, identical=True) for a, b in combinations("abc", 2)]
    verdicts = [*identical, scored("a", "d", 0.6)]
    assert clusters([*map(signature, "abcd")], verdicts, (), ()) == [["a", "b", "c", "d"]]


def test_verdicts_on_articles_that_are_gone_are_passed_over() -> None:
    """Only articles with a signature are grouped."""
    gone = [scored("a", "x", 0.9), scored("b", "x", 0.9)]
    assert clusters([*map(signature, "ab")], gone, [("a", "y")], [("b", "z")]) == [["a"], ["b"]]
