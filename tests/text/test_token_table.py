"""What a token table looks up for a chunk of texts is what the function gives token by token, whatever
the table holds."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.text import token_table
from newsgen.text.token_table import LONGEST, TokenTable


def letters(token):
    """A token's letters as numbers, and none of a token that begins with x."""
    return [] if token.startswith("x") else [len(token), *map(ord, token[:3])]


def one_by_one(texts, work=letters):
    """What a table is to give, made without one."""
    expected = []
    for text in texts:
        numbers = [work(token) for token in text.split()]
        expected.append([number for row in numbers for number in row])
    return expected


def looked_up(table, texts):
    """What a table gives, a list a text."""
    values, bounds = table.read(texts)
    return [values[start:end].tolist() for start, end in pairwise(bounds)]


SHARED = TokenTable(letters)
TOKENS = st.text(alphabet="ab\u00e9x\u4e1c\U0001f600\x00\ud800", min_size=1, max_size=14)
ASCII_SPACES = [" ", "  ", "\n", "\t", "\x0b", "\x1e"]
OTHER_SPACES = ["\x85", "\xa0", "\u2009", "\u2028", "\u202f", "\u205f", "\u3000", "\u1680"]
SPACED_TOKENS = st.tuples(
    st.sampled_from(ASCII_SPACES + OTHER_SPACES), TOKENS, st.sampled_from([1, 1, 3, 5])
).map(lambda drawn: drawn[0] + drawn[1] * drawn[2])
TEXTS = st.lists(st.lists(SPACED_TOKENS).map("".join), max_size=5)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(TEXTS)
def test_a_chunk_gives_what_each_token_gives(texts):
    """Short and long tokens, of one letter or many, with any letter of any script between any spaces:
    known ones and new ones."""
    expected = one_by_one(texts)
    assert looked_up(SHARED, texts) == expected
    assert looked_up(TokenTable(letters), texts) == expected


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.text(max_size=200))
def test_any_text_is_cut_as_python_cuts_it(text):
    """Every kind of space parts two tokens, and nothing else does."""
    table = TokenTable(lambda token: [len(token)])
    assert looked_up(table, [text]) == [[len(token) for token in text.split()]]


def test_a_token_is_worked_out_once():
    """A token in the table is not asked for again; one that is too long for the table is."""
    asked = []

    def work(token):
        asked.append(token)
        return [len(token)]

    table = TokenTable(work)
    longest, longer = "z" * LONGEST, "y" * (LONGEST + 1)
    for _ in range(2):
        assert looked_up(table, [f"one two {longer} one", longest, longer]) == [
            [3, 3, LONGEST + 1, 3],
            [LONGEST],
            [LONGEST + 1],
        ]
    assert Counter(asked) == {"one": 1, "two": 1, longest: 1, longer: 2}


def test_two_tokens_of_one_hash_are_two(monkeypatch):
    """Where hashing fails altogether the letters still tell tokens apart: in the first eight, behind
    these, and by their number."""
    monkeypatch.setattr(token_table, "_mixed", lambda hashes, _: np.zeros_like(hashes))
    texts = [
        "abcdefgh abcdefgi abcdefghijk abcdefghijl abcdefghijk\x00",
        "a b a abcdefghijl a\x00",
    ]

    def work(token):
        return [sum(map(ord, token))]

    table = TokenTable(work)
    for _ in range(2):
        assert looked_up(table, texts) == one_by_one(texts, work)


@pytest.mark.parametrize("most", [1, 2, 7])
def test_a_full_table_begins_anew(monkeypatch, most):
    """More tokens than there is room for, in one chunk or over several, are all worked out."""
    monkeypatch.setattr(token_table, "MOST", most)
    table = TokenTable(letters)
    texts = [f"a{number} b{number} x c{'d' * number}" for number in range(60)]
    for start in range(0, 60, 20):
        chunk = texts[start : start + 20]
        assert looked_up(table, chunk) == one_by_one(chunk)
    assert looked_up(table, texts) == one_by_one(texts)


@pytest.mark.parametrize("block", [1, 2, 9, 40, 1000])
def test_long_texts_are_read_in_blocks(monkeypatch, block):
    """Cut at a space wherever a block ends, or behind a token that is longer than a block: nothing is
    lost, and nothing is read twice."""
    monkeypatch.setattr(token_table, "BLOCK", block)
    texts = ["", "one\ntwo three", " ", "a" * 120 + " b  " + "c" * 39, "d " * 30, ""]
    assert looked_up(TokenTable(letters), texts) == one_by_one(texts)
    assert looked_up(TokenTable(letters), []) == []


def test_a_token_with_many_numbers_leaves_no_room_behind(monkeypatch):
    """After a token with very many numbers the table is small again, and holds what it held before."""
    monkeypatch.setattr(token_table, "ROOM", 1 << 18)
    table = TokenTable(lambda token: range(len(token)))
    for text in ("one two", "z" * (1 << 19), "two one three"):
        assert looked_up(table, [text]) == one_by_one([text], lambda token: range(len(token)))
        assert len(table._values) <= 1 << 18


def test_tokens_made_to_meet_stall_nothing(monkeypatch):
    """Where all tokens want one slot, a few have it and its neighbours, and the others are worked out
    each time."""
    monkeypatch.setattr(token_table, "_mixed", lambda hashes, _: np.zeros_like(hashes))
    asked = []

    def work(token):
        asked.append(token)
        return [int(token)]

    table = TokenTable(work)
    texts = [" ".join(map(str, range(400)))]
    for _ in range(2):
        assert looked_up(table, texts) == [list(range(400))]
    assert len(asked) == 799
