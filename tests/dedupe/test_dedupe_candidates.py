"""Candidates are the pairs that share enough keys: the same as counted one by one."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from dedupe_articles import CONFIG
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.dedupe import candidates as candidates_of
from newsgen.dedupe.candidates import (
    CAP,
    FEW_KEYS,
    HUBS,
    NEIGHBOURS,
    SHARE,
    SHARED_KEYS,
    candidates,
)
from newsgen.dedupe.records import Pair, Signature, pair
from newsgen.dedupe.verdicts import SHORT
from newsgen.model import Published

MODULE = candidates.__globals__


def signature(
    name: str, keys: set[int], words: int = 100, day: str = "", text: str = ""
) -> Signature:
    """A signature with some keys; `text` stands for its digest."""
    return Signature(
        id=name,
        published=Published(day, "day") if day else None,
        lang="en",
        words=words,
        digest=(text or name).encode(),
        keys=np.array(sorted(keys), "<u4").tobytes(),
    )


def counted(signatures: list[Signature], cap: int) -> tuple[list[Pair], int, int]:
    """What `candidates` is to give for different texts, counted one by one."""
    keys = {each.id: np.frombuffer(each.keys, "<u4").tolist() for each in signatures}
    ordered = sorted(signatures, key=lambda each: (each.words, each.id))
    times: Counter[Pair] = Counter()
    capped = skipped = 0
    for key in {key for own in keys.values() for key in own}:
        group = [each.id for each in ordered if key in keys[each.id]]
        named = [*combinations(group, 2)]
        if len(group) > cap:
            capped += 1
            skipped += len(named)
            named = to_hubs_and_neighbours(group)
            skipped -= len(named)
        times.update(pair(a, b) for a, b in named)
    close = []
    for (a, b), shared in times.items():
        smaller = min(len(keys[a]), len(keys[b]))
        if shared >= SHARE * smaller and (shared >= SHARED_KEYS or smaller <= FEW_KEYS):
            close.append((a, b))
    return sorted(close), capped, skipped


def to_hubs_and_neighbours(group: list[str]) -> list[Pair]:
    """The pairs of a large group."""
    named = []
    for share in HUBS:
        hub = group[round(share * (len(group) - 1))]
        named.extend([(each, hub) for each in group if each != hub])
    for step in range(1, NEIGHBOURS + 1):
        named.extend(zip(group, group[step:], strict=False))
    return named


@settings(deadline=None, derandomize=True, max_examples=150)
@given(
    st.lists(st.sets(st.integers(0, 60), max_size=40), max_size=9),
    st.sampled_from([1, 2, 3, 5, CAP]),
)
def test_pairs_are_those_that_are_counted(key_sets: list[set[int]], cap: int) -> None:
    """Whatever the keys and however small the largest group that is paired in full, the pairs and the
    counts of what was capped are those of counting one by one."""
    signatures = [
        signature(f"a{place}", keys, words=100 + 7 * place % 5)
        for place, keys in enumerate(key_sets)
    ]
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(MODULE, "CAP", cap)
        patched.setitem(MODULE, "BLOCK", 3)
        answer = candidates_of(signatures, CONFIG)
    assert ([*answer.pairs], answer.capped, answer.skipped) == counted(signatures, cap)


@pytest.mark.parametrize("shared", [1, 2, 3])
@pytest.mark.parametrize("size", [FEW_KEYS, FEW_KEYS + 1, 25, 26, 38])
def test_a_share_of_the_keys_is_needed(size: int, shared: int) -> None:
    """One shared key is enough for a text of few keys, two for a longer one, a share for a long one."""
    one = signature("a", set(range(size)))
    two = signature("b", set(range(size - shared, 2 * size)))
    needed = 1 if size <= FEW_KEYS else max(2, SHARE * size)
    assert bool(candidates_of([one, two], CONFIG).pairs) == (shared >= needed)


def test_identical_texts_are_paired_with_the_first_and_with_the_next_by_date() -> None:
    """Identical texts need few pairs: with the first, and with the next by date."""
    days = {"a": "2021-05-07", "b": "2021-05-05", "c": "2021-05-08", "d": "2021-05-06", "e": ""}
    same = [signature(name, {1, 2}, day=day, text="same") for name, day in days.items()]
    expected = {("a", "b"), ("a", "c"), ("a", "d"), ("a", "e")}  # with the first
    expected |= {("b", "e"), ("b", "d"), ("a", "d"), ("a", "c")}  # by date: e, b, d, a, c
    assert set(candidates_of(same, CONFIG).pairs) == expected


@pytest.mark.parametrize(
    ("words", "count", "all_stand"),
    [(SHORT - 1, 3, True), (SHORT, 3, False), (SHORT - 1, CAP, True), (SHORT - 1, CAP + 1, False)],
)
def test_all_of_a_few_short_identical_texts_meet_other_texts(
    words: int, count: int, all_stand
) -> None:
    """A few short identical texts may be several reports, so each meets other texts; of longer or of
    many ones only the first does."""
    same = [signature(f"s{n:02}", {1, 2, 3}, words, text="same") for n in range(count)]
    pairs = candidates_of([*same, signature("x", {1, 2, 3}, words)], CONFIG).pairs
    met = {a for a, b in pairs if b == "x"}
    assert len(met) == (count if all_stand else 1)


def test_a_text_without_words_meets_none() -> None:
    """An article without words is no candidate, and texts without keys share none."""
    empty = [signature("a", {1}, words=0), signature("b", {1})]
    assert candidates_of(empty, CONFIG).pairs == ()
    keyless = candidates_of([signature("a", set()), signature("b", set())], CONFIG)
    assert (keyless.pairs, keyless.capped, keyless.skipped) == ((), 0, 0)
