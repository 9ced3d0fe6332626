"""Paragraphs are aligned by their words, whatever their number, and those that moved are the fewest."""

from itertools import combinations, pairwise

import pytest
from dedupe_articles import article
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.dedupe import alignment, difference
from newsgen.dedupe.alignment import (
    COMMON,
    Unit,
    aligned,
    moved,
    printed_tokens,
    twins,
    units,
    words_by_sentence,
)
from newsgen.text.sentences import sentences

PIECES = [
    "The ",
    "U.S. ",
    "man ",
    "said. ",
    "left.Then ",
    "“Go,” ",
    "東京 ",
    "は。",
    "a.b ",
    "end.”",
    "Next ",
    "5.3 ",
    "don’t ",
    "no… ",
    "! ",
]


def pairs_of(story: list[str], copy: list[str]) -> dict[int, int]:
    """The pairs of paragraphs that are left whole."""
    left = [Unit(ordinal, text) for ordinal, text in enumerate(story)]
    right = [Unit(ordinal, text) for ordinal, text in enumerate(copy)]
    return aligned(left, right, twins(story, copy))


def cut(paragraph: str, others: list[str]) -> list[str]:
    """A paragraph as it is cut beside the paragraphs of the other side."""
    return [unit.text for unit in units([paragraph], others, (), ())]


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.lists(st.sampled_from(PIECES)))
def test_the_words_of_a_sentence_are_those_it_has_when_taken_apart_alone(pieces):
    """Reading a sentence off its paragraph gives what the sentence itself gives, wherever sentences are
    cut."""
    paragraph = "".join(pieces)
    parts = sentences(paragraph)
    alone = [
        frozenset(token.same for token in printed_tokens(sentence) if token.word)
        for sentence in parts
    ]
    assert list(words_by_sentence(paragraph, parts)) == alone


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.permutations(range(6)), st.integers(0, 6))
def test_the_fewest_possible_have_moved(places: list[int], count: int) -> None:
    """The units that kept their order are a longest series that does."""
    pairs = dict(enumerate(places[:count]))
    kept_order = [place for unit, place in pairs.items() if unit not in moved(pairs)]
    assert kept_order == sorted(kept_order)
    longest = max(
        size
        for size in range(count + 1)
        for series in combinations(pairs.values(), size)
        if all(one < two for one, two in pairwise(series))
    )
    assert len(kept_order) == longest


def test_half_of_the_words_make_a_pair() -> None:
    """Two paragraphs that share half of their words are a pair; with less they stand alone."""
    assert pairs_of(["one two three four", "x"], ["one two five six", "y"]) == {0: 0}
    assert pairs_of(["one two three four", "x"], ["one five six seven", "y"]) == {}
    assert pairs_of(["one two three four five", "x"], ["one two six seven eight", "y"]) == {}


def test_a_repeated_word_is_shared_as_often_as_both_have_it() -> None:
    """A word said seven times is not the same as the word said once."""
    assert pairs_of(["go " * 7 + "stop", "x"], ["go stop", "y"]) == {}
    assert pairs_of(["go go go stop", "x"], ["go go stop wait", "y"]) == {0: 0}


def test_of_paragraphs_equally_alike_the_nearest_is_taken() -> None:
    """A paragraph that three others are equally like goes with the one in its own place."""
    copies = ["one two five six", "one two seven eight", "one two nine ten"]
    assert pairs_of(["a", "b", "one two three four"], copies) == {2: 2}
    assert pairs_of(["a", "one two three four", "b"], copies) == {1: 1}
    assert pairs_of(["one two three four", "a", "b"], copies) == {0: 0}


def test_the_most_alike_go_first() -> None:
    """A paragraph goes to the one that it is most like, even if another comes before."""
    story = ["one two three four five", "one two three four six"]
    assert pairs_of(story, ["one two three four six seven", "x"]) == {1: 0}


@pytest.mark.parametrize("filler", [0, COMMON - 3, COMMON - 2, COMMON - 1, 60])
def test_a_paragraph_is_cut_where_its_sentences_belong_elsewhere(filler: int) -> None:
    """Sentences of one paragraph that stand in two of the other side are cut apart, among few
    paragraphs and among many."""
    first, second = "Red cats sleep indoors. ", "Grey dogs bark outside."
    others = [first + "They do.", second, *[f"Filler number {n}." for n in range(filler)]]
    assert cut(first + second, others) == [first.strip(), second]
    assert cut(second + " " + first, others) == [second, first.strip()]


@pytest.mark.parametrize("filler", [0, 60])
def test_a_sentence_stays_with_the_one_before_if_it_may(filler: int) -> None:
    """A sentence that two paragraphs have goes with the one before it; so does one that belongs
    nowhere, or that is too short to tell."""
    others = [
        "Red cats sleep indoors. Grey dogs bark outside.",
        "Grey dogs bark outside tonight. It rains.",
        *[f"Filler number {n}." for n in range(filler)],
    ]
    cats, dogs = "Red cats sleep indoors.", "Grey dogs bark outside."
    for paragraph in (
        f"{cats} {dogs}",
        f"{cats} Nobody ever knew about this.",
        f"Nobody ever knew about this. {cats}",
        f"{cats} It rains.",
        f"{cats} Red cats sleep elsewhere now.",
        f"{cats} Grey dogs bark tonight outside.",
    ):
        assert cut(paragraph, others) == [paragraph]


@pytest.mark.parametrize("last", ["three", "other"])
def test_six_words_of_ten_make_a_sentence_belong(last: str) -> None:
    """A sentence belongs where three of five of its words are; with fewer it belongs nowhere."""
    others = ["Alpha beta gamma delta.", f"One two {last}. And more of it."]
    parts = ["Alpha beta gamma delta.", "One two three four five."]
    whole = [" ".join(parts)]
    assert cut(" ".join(parts), others) == (parts if last == "three" else whole)


def test_paragraphs_are_left_whole_where_there_is_nothing_to_tell() -> None:
    """With fewer than two paragraphs on the other side that are not settled none is cut."""
    paragraph = "Red cats sleep indoors. Grey dogs bark outside."
    others = ["Red cats sleep indoors.", "Grey dogs bark outside."]
    assert cut(paragraph, others[:1]) == [paragraph]
    assert units([paragraph], others, (), {1}) == [Unit(0, paragraph)]
    assert units([paragraph, "x"], others, {0}, ()) == [Unit(0, paragraph), Unit(1, "x")]


def test_many_paragraphs_are_aligned_as_few_are(monkeypatch) -> None:
    """Among more paragraphs than `COMMON` only those are compared that share a word which is not too
    common: where every pair does, the result is the same."""
    story, copy = [], []
    for n in range(2 * COMMON):
        ship, crew = f"Ship alpha{n} beta{n} left{n}.", f"Crew gamma{n} delta{n} slept{n}."
        next_ship = f"Ship alpha{n + 1} beta{n + 1} left{n + 1}."
        story.append(f"{ship} {crew}")
        copy.append(f"{crew} {next_ship}")
    lead, other = article("a", "\n".join(story)), article("b", "\n".join(copy))
    among_many = difference(lead, other)
    monkeypatch.setattr(alignment, "COMMON", 10_000)
    assert among_many == difference(lead, other)
    kinds = [row.kind for row in among_many.rows]
    assert kinds.count("identical") >= 4 * COMMON - 3  # all but the sentences at the two ends
