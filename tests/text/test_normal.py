"""House style is taken off: what two papers print differently and mean alike is folded alike."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.text.normal import LINE, folded, is_word, piece_tokens, spaced, tokens

CASES = tomllib.loads((Path(__file__).parent / "cases/normal.toml").read_text("utf-8"))


def folded_words(text: str) -> list[str]:
    """The words of a text, folded."""
    return [folded(token) for token in tokens(text) if is_word(token)]


@pytest.mark.parametrize("case", CASES["alike"], ids=lambda case: case["one"])
def test_two_spellings_are_one(case: dict[str, str]) -> None:
    """Marks, capitals, accents, possessives, British spelling and units make no difference."""
    assert folded_words(case["one"]) == folded_words(case["two"])


@pytest.mark.parametrize("case", CASES["apart"], ids=lambda case: case["one"])
def test_two_meanings_stay_two(case: dict[str, str]) -> None:
    """Other words and other figures are not folded together."""
    assert folded_words(case["one"]) != folded_words(case["two"])


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.text(alphabet=st.sampled_from("aZé.,’'-“” \n12%北ไ‐!?\u00a0"), max_size=60))
def test_pieces_hold_the_same_words_as_the_text(text: str) -> None:
    """Reading a text a piece at a time gives the words that reading it whole gives."""
    tokens_of_pieces: list[str] = []
    for piece in spaced(text).split():
        tokens_of_pieces.extend(piece_tokens(piece))
    whole = [token for token in tokens(text) if token[0].isalnum()]
    assert [token for token in tokens_of_pieces if token[0].isalnum()] == whole


def test_line_ends_are_kept_as_pieces() -> None:
    """A line's end ends a sentence, whatever stands before it."""
    assert spaced("Headline\nIt began").split() == ["Headline", LINE, "It", "began"]


def test_a_script_without_spaces_is_cut_by_characters() -> None:
    """In Chinese and Japanese each character is a word, and a Latin word between them stays one."""
    assert tokens("東京でAPEC会議") == ["東", "京", "で", "APEC", "会", "議"]
    assert tokens("Tōkyō talks") == ["Tōkyō", "talks"]


@pytest.mark.parametrize(
    ("word", "plain"),
    [("colour", "color"), ("colours", "colors"), ("our", "our"), ("ise", "ise"), ("rise", "rise")],
)
def test_an_ending_needs_a_word_before_it(word: str, plain: str) -> None:
    """British endings become American in words that have them as an ending, not in short ones."""
    assert folded(word) == plain
