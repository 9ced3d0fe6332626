"""Glossaries: what is looked up for a bundle of texts is what would be worked out piece by piece, whatever was met before."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.text import token_table
from newsgen.text.token_table import LONGEST, TokenTable


def letters(piece):
    """A piece's letters as numbers, and none of a piece that begins with x."""
    return [] if piece.startswith("x") else [len(piece), *map(ord, piece[:3])]


def one_by_one(texts):
    """What a glossary is to give, made without one."""
    return [[number for piece in text.split() for number in letters(piece)] for text in texts]


def told(held, texts):
    """What a glossary gives, a list a text."""
    values, bounds = held.read(texts)
    return [values[start:end].tolist() for start, end in pairwise(bounds)]


SHARED = TokenTable(letters)
PIECES = st.text(alphabet="ab\u00e9x\u4e1c\U0001f600\x00\ud800", min_size=1, max_size=14)
SPACES = st.sampled_from(
    [
        " ",
        "  ",
        "\n",
        "\t",
        "\x0b",
        "\x1e",
        "\x85",
        "\xa0",
        "\u2009",
        "\u2028",
        "\u202f",
        "\u205f",
        "\u3000",
        "\u1680",
    ]
)
TEXTS = st.lists(
    st.lists(st.tuples(SPACES, PIECES, st.sampled_from([1, 1, 3, 5]))).map(
        lambda row: "".join(a + b * n for a, b, n in row)
    ),
    max_size=5,
)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(TEXTS)
def test_a_bundle_gives_what_each_piece_gives(texts):
    """Short and long pieces, of one letter or many, with any letter of any script between any spaces: known ones and new ones."""
    assert told(SHARED, texts) == one_by_one(texts) == told(TokenTable(letters), texts)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.text(max_size=200))
def test_any_text_is_cut_as_python_cuts_it(text):
    """Every space there is parts two pieces, and nothing else does."""
    assert told(TokenTable(lambda piece: [len(piece)]), [text]) == [
        [len(piece) for piece in text.split()]
    ]


def test_pieces_are_worked_out_once():
    """What was met is not asked for again, but for pieces too long to keep."""
    asked = []

    def work(piece):
        asked.append(piece)
        return [len(piece)]

    held = TokenTable(work)
    long = "y" * (LONGEST + 1)
    for _ in range(2):
        assert told(held, [f"one two {long} one", long]) == [[3, 3, LONGEST + 1, 3], [LONGEST + 1]]
    assert asked == ["one", "two", long, long]


def test_two_pieces_of_one_hash_are_two(monkeypatch):
    """Where hashing fails altogether the letters still tell pieces apart, in the first eight, behind them, and by their number."""
    monkeypatch.setattr(token_table, "_mixed", lambda hashes, _: np.zeros_like(hashes))
    texts = ["abcdefgh abcdefgi abcdefghijk abcdefghijl abcdefghijk\x00", "a b a abcdefghijl a\x00"]
    held = TokenTable(lambda piece: [sum(map(ord, piece))])
    for _ in range(2):
        assert told(held, texts) == [
            [sum(map(ord, piece)) for piece in text.split()] for text in texts
        ]


@pytest.mark.parametrize("room", [1, 2, 7])
def test_a_full_glossary_begins_anew(monkeypatch, room):
    """More pieces than there is room for, in one bundle or over several, are all worked out."""
    monkeypatch.setattr(token_table, "MOST", room)
    held = TokenTable(letters)
    texts = [f"a{number} b{number} x c{'d' * number}" for number in range(60)]
    for start in range(0, 60, 20):
        assert told(held, texts[start : start + 20]) == one_by_one(texts[start : start + 20])
    assert told(held, texts) == one_by_one(texts)


@pytest.mark.parametrize("block", [1, 2, 9, 40, 1000])
def test_long_texts_are_read_in_blocks(monkeypatch, block):
    """Cut at a space wherever a block ends, or behind a piece that is longer than a block: nothing is lost, and nothing is read twice."""
    monkeypatch.setattr(token_table, "BLOCK", block)
    texts = ["", "one\ntwo three", " ", "a" * 120 + " b  " + "c" * 39, "d " * 30, ""]
    assert told(TokenTable(letters), texts) == one_by_one(texts)
    assert told(TokenTable(letters), []) == []


def test_a_piece_with_many_numbers_leaves_no_room_behind(monkeypatch):
    """What was kept before it is still there after it."""
    monkeypatch.setattr(token_table, "ROOM", 1 << 18)
    held = TokenTable(lambda piece: range(len(piece)))
    for text in ("one two", "z" * (1 << 19), "two one three"):
        assert told(held, [text]) == [
            [number for piece in text.split() for number in range(len(piece))]
        ]
        assert len(held._values) <= 1 << 18


def test_pieces_made_to_meet_stall_nothing(monkeypatch):
    """Where all pieces want one place, a few have it and its neighbours, and the others are worked out each time."""
    monkeypatch.setattr(token_table, "_mixed", lambda hashes, _: np.zeros_like(hashes))
    asked = []

    def work(piece):
        asked.append(piece)
        return [int(piece)]

    held = TokenTable(work)
    texts = [" ".join(map(str, range(400)))]
    for _ in range(2):
        assert told(held, texts) == [list(range(400))]
    assert len(asked) == 799
