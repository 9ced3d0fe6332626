"""Shingles: the same on every machine, local to their words, and rarer for rarer words."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.text.shingles import (
    NUMERAL,
    UNKNOWN,
    distinct,
    octets,
    read,
    sets,
    trigrams,
    word_hash,
)

SENTENCE = (
    "The envoy flew to Skarholm on Tuesday with 412 crates of marmalade and a letter from the harbour "
    "master."
)


def test_hashes_are_the_same_for_ever() -> None:
    """What one build stored is understood by the next, on whatever machine."""
    assert word_hash("harbor") == 16274091911635816148
    assert trigrams(read(["one two three four"])).values.tolist() == [2676922322, 244977043]


def test_a_text_has_a_shingle_for_each_three_words() -> None:
    """Fewer than three words make one shingle, none makes none."""
    assert np.diff(
        trigrams(read(["", "one", "one two", "one two three", "one two three four"])).bounds
    ).tolist() == [0, 1, 1, 1, 2]


def test_rare_words_make_rare_shingles() -> None:
    """The low four bits rise with rarity."""
    common, rare = trigrams(read(["it was the", "smuggled marmalade Skarholm"])).values
    assert common & 15 == 0
    assert rare & 15 > 8


def test_shared_words_are_shared_shingles() -> None:
    """What stands before and after a passage changes only the shingles that cross its ends."""
    alone, inside = (
        set(trigrams(read([text])).values.tolist())
        for text in (SENTENCE, f"Nobody knew why. {SENTENCE} It was late.")
    )
    assert alone <= inside


def test_names_and_numbers_are_recognised() -> None:
    """A capital inside a sentence marks a name; digits mark a number."""
    words = read([SENTENCE])
    assert (int(words.names.sum()), int(words.numbers.sum()), int(words.opening.sum())) == (2, 1, 1)


def test_octets_survive_spaces_and_marks() -> None:
    """Broken lines and lost spaces leave the runs of letters as they were."""
    one, other = octets(
        [SENTENCE, SENTENCE.replace(" ", "\n").replace("envoy", "en-voy")], 1
    ).stored()
    assert one
    assert one == other


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    """Whatever the characters, there are words, or none, and nothing fails."""
    words = read([text])
    assert len(words.hashes) == len(words.opening) == len(words.rarity) == words.bounds[-1]
    assert len(trigrams(words).values) == (
        0 if not len(words.hashes) else max(1, len(words.hashes) - 2)
    )
    octets([text], 8)


def test_each_text_has_its_own_set() -> None:
    """Each value once for each that has it, in ascending order."""
    hashes, owners = np.array([7, 3, 3, 7], np.uint32), np.array([2, 0, 0, 0])
    stored = sets(hashes, owners, 3).stored()
    assert [np.frombuffer(data, "<u4").tolist() for data in stored] == [[3, 7], [], [7]]


@settings(deadline=None, derandomize=True, max_examples=50)
@given(st.lists(st.integers(0, 50), max_size=40))
def test_distinct_is_sorted_and_unique(values: list[int]) -> None:
    """Each value once, in ascending order."""
    assert distinct(np.array(values, np.uint32)).tolist() == sorted(set(values))


def test_rarity_is_that_of_the_table() -> None:
    """A common word is common, a number has the rarity of numbers, an unknown word is the rarest."""
    the, number, unknown = read(["the 412 Skarholmish"]).rarity.tolist()
    assert (number, unknown) == (NUMERAL, UNKNOWN)
    assert the < 6 * 8


def test_a_text_of_one_or_two_words_has_a_shingle_of_its_own() -> None:
    """The first word stands for those that are missing, also at the end of a chunk."""
    one, two, three = (trigrams(read([text])).values.tolist() for text in ("a", "a b", "a b a"))
    assert one == trigrams(read(["a a a"])).values.tolist()
    assert two == three
    together = trigrams(read(["a", "a b", "b"]))
    assert together.values.tolist() == [*one, *two, *trigrams(read(["b"])).values.tolist()]
