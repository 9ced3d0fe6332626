"""Words: one definition for all stages."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.text.words import count, lowered, plain, plain_lines, runs, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North Korea’s envoy", ["North", "Korea’s", "envoy"]),
        ("a_b 5.3%", ["a", "b", "5", "3"]),
        ("東京 talks", ["東", "京", "talks"]),
        ("Müller-Lüdenscheidt", ["Müller", "Lüdenscheidt"]),
        ("…", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """An apostrophe joins, a hyphen parts, and a script without spaces counts by character."""
    assert words(text) == expected
    assert count(text) == len(expected)


@settings(deadline=None, derandomize=True, max_examples=400)
@given(st.text(st.one_of(st.sampled_from("ab1_ '’‘“”–…\n"), st.characters()), max_size=20))
def test_counted_as_found(text: str) -> None:
    """Counting takes a short way for common text, and always agrees with the words themselves."""
    assert count(text) == len(words(text))


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.text(max_size=80))
def test_plain_text_stays_plain(text: str) -> None:
    """Plain text made plain again stays as it is, in ASCII at least."""
    once = plain(text)
    if once.isascii():
        assert plain(once) == once


@settings(deadline=None, derandomize=True, max_examples=500)
@given(
    st.text(
        st.sampled_from("aB5'’‘“”–é×¼ßªĸ€İ京\u212a \n_-.") | st.characters(max_codepoint=0x2FFF),
        max_size=12,
    )
)
def test_words_are_recognised_by_their_bytes(text: str) -> None:
    """Counting and lowering by bytes gives what the words themselves give."""
    assert count(text) == len(words(text))
    assert lowered(text) == words(text.lower().replace("’", "'"))


@settings(deadline=None, derandomize=True, max_examples=300)
@given(
    st.lists(
        st.text(
            st.sampled_from("aB5'’‘“”–é×京 \n\x1e_-.") | st.characters(max_codepoint=0x2FFF),
            max_size=12,
        ),
        max_size=5,
    )
)
def test_lines_are_made_plain_together_as_alone(lines: list[str]) -> None:
    """Lines that are read together give what each gives alone; so do the runs of letters of a text."""
    assert plain_lines(lines) == [plain(line) for line in lines]
    for line in lines:
        assert runs(line) in (None, re.findall(r"[^\W_]+", line.lower()))
