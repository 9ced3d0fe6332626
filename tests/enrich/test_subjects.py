"""Subjects by the words of a story."""

import pytest

from newsgen.config import EnrichConfig
from newsgen.enrich import mentions
from newsgen.enrich.recognition.subjects import BROAD
from newsgen.enrich.tables import lines

STORIES = [
    (
        (
            "The central bank raised its key interest rate.\n"
            "The interest rate is now 5 percent; another rate hike may follow."
        ),
        ["Interest rates"],
    ),
    (
        (
            "Wheat prices fell as the grain harvest began.\n"
            "Grain buyers waited, and maize and wheat stocks rose."
        ),
        ["Grain"],
    ),
    ("Thieves broke a window.\nNothing was taken.", []),
    ("He shot a film of the strike in a school.\nThe church bells rang over the war memorial.", []),
    (
        (
            "The court sentenced a man for fraud.\n"
            "A jury had found the defendant guilty of bribery. The judge said the verdict was just, "
            "and his attorney will go to the appeal court. Police arrested him for embezzlement "
            "last year."
        ),
        ["Courts", "Crime, law and justice", "Fraud"],
    ),
]


@pytest.mark.parametrize(("text", "subjects"), STORIES, ids=[text[:30] for text, _ in STORIES])
def test_subjects_need_several_words(article, text, subjects):
    """A subject is named where different words of it stand in the lead and again; one word in
    passing names none."""
    named = mentions([article(text)], EnrichConfig())[0]
    assert sorted(mention.name for mention in named if mention.kind == "subject") == subjects


def test_a_subject_says_which_words_spoke_for_it(article):
    """The rule shows the evidence."""
    named = mentions([article(STORIES[0][0])], EnrichConfig())[0]
    assert (
        next(mention.rule for mention in named if mention.kind == "subject")
        == "words: interest rate, rate hike"
    )


@pytest.mark.parametrize(
    "lead",
    [
        "The 3-wheat deal and a “grain” price.",
        "GRAIN, wheat: a deal…",
        "Çelik’s grain—and wheat—deal.",
        "Wheat/grain deal (signed).",
    ],
)
def test_figures_capitals_and_marks_do_not_hide_a_word(article, lead):
    """A word counts behind a figure, in capitals, and beside marks and letters beyond ASCII."""
    named = mentions([article(f"{lead}\nGrain and wheat were sold.")], EnrichConfig())[0]
    assert (
        next(mention.rule for mention in named if mention.kind == "subject")
        == "words: grain, wheat"
    )


def test_every_subject_lies_in_a_broad_one():
    """The lexicon names no broad subject that does not exist, and no subject twice."""
    rows = [*lines("subjects.tsv")]
    assert {broad for _, broad, _ in rows} <= BROAD.keys()
    assert len({subject for subject, *_ in rows}) == len(rows)
