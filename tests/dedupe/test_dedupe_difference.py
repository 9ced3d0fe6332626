"""Differences as a reader sees them: paragraphs first, words inside pairs, style passed over."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from press_room import article

from newsgen.dedupe import difference
from newsgen.dedupe.alignment import pieces, words_by_sentence
from newsgen.dedupe.records import Run
from newsgen.text.sentences import sentences

CASES = tomllib.loads((Path(__file__).parent / "cases/differences.toml").read_text("utf-8"))["case"]


def shown(runs: tuple[Run, ...]) -> str:
    """Runs with the marks an editor would pencil in."""
    pencilled = {"equal": "{}", "del": "[-{}-]", "ins": "[+{}+]"}
    return "".join(pencilled[run.kind].format(run.text) for run in runs)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_rows_are_as_an_editor_would_mark_them(case: dict[str, str]) -> None:
    """Each case lists the rows: kind, the story's side, the copy's side."""
    found = difference(article("a", case["story"].strip()), article("b", case["copy"].strip()))
    rows = [
        " | ".join([row.kind, shown(row.story), shown(row.copy)]).rstrip(" |") for row in found.rows
    ]
    assert rows == case["rows"].strip().split("\n")


@settings(deadline=None, derandomize=True, max_examples=120)
@given(
    st.lists(st.text(alphabet="ab .,’'\"“U", max_size=24), max_size=5),
    st.lists(st.text(alphabet="ab .,’'\"“U", max_size=24), max_size=5),
)
def test_nothing_printed_is_lost(left: list[str], right: list[str]) -> None:
    """The runs of a side, joined, are its paragraphs, each exactly once, but for the width of spaces."""
    story, copy = article("a", "\n".join(left)), article("b", "\n".join(right))
    found = difference(story, copy)
    for side, printed in enumerate((story, copy)):
        at = {row.at[side]: (row.story, row.copy)[side] for row in found.rows if row.at[side] >= 0}
        assert [
            "".join("".join(run.text for run in at[place]).split()) for place in sorted(at)
        ] == ["".join(b.text.split()) for b in printed.blocks]
    assert sum(found.counts) == len(found.rows)


def test_an_article_does_not_differ_from_itself() -> None:
    """Every row is identical, in order."""
    one = article("a", "First paragraph here.\nSecond one there.\nA third.")
    assert {row.kind for row in difference(one, one).rows} == {"identical"}


@settings(deadline=None, derandomize=True, max_examples=300)
@given(
    st.lists(
        st.sampled_from(
            [
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
        )
    )
)
def test_the_words_of_a_sentence_are_those_it_has_when_taken_apart_alone(drawn):
    """Reading a sentence off its paragraph gives what the sentence itself would, wherever sentences are cut."""
    paragraph = "".join(drawn)
    told = sentences(paragraph)
    alone = [frozenset(piece.same for piece in pieces(sentence) if piece.word) for sentence in told]
    assert list(words_by_sentence(paragraph, told)) == alone
