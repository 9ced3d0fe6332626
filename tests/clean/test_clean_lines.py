"""Body lines: which are article and which dirt, judged on labelled texts that were written for this
in the manner of real ones."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.clean.lines.classify import fault, judged, judgements
from newsgen.clean.lines.features import Lines
from newsgen.config import CleanConfig, LineRule

CASES = {path.stem: path for path in sorted((Path(__file__).parent / "cases/lines").glob("*.txt"))}
"""`lang: xx`, then the lines: `+` body, `-` dirt, `?` a headline or dek, of which either is right."""
PRECISION, RECALL = 0.96, 0.98
"""Floors over all cases, by words; raise them when the model gets better."""
LOST = 0
"""Paragraphs of 80 characters or more that may be cut over all cases."""
PLAIN = CleanConfig()


class Labelled(NamedTuple):
    """A line of a case, its label, and whether the model keeps it."""

    label: str
    text: str
    keep: bool


def lines_of(texts: Sequence[str], lang: str = "en", repeat: int = 0) -> Lines:
    return Lines(texts, [repeat] * len(texts), lang)


def kept(lines: Lines) -> list[bool]:
    return [judgement.keep for judgement in judged(lines, PLAIN)]


def read_case(name: str) -> tuple[list[str], Lines]:
    """The labels of a case, and its lines."""
    head, *rows = CASES[name].read_text("utf-8").splitlines()
    rows = [row for row in rows if row.strip()]
    return [row[0] for row in rows], lines_of(
        [row[2:] for row in rows], head.removeprefix("lang: ")
    )


def labelled(name: str) -> list[Labelled]:
    labels, lines = read_case(name)
    return [
        Labelled(label, text, keep)
        for label, text, keep in zip(labels, lines.texts, kept(lines), strict=True)
    ]


def words(text: str) -> float:
    return len(text.split()) if " " in text else len(text) / 2


def test_the_cases_together_meet_the_floors() -> None:
    """Precision and recall by words, and the number of paragraphs lost, over all cases."""
    lines = [line for name in CASES for line in labelled(name) if line.label != "?"]
    kept_words = sum(words(line.text) for line in lines if line.keep)
    right_words = sum(words(line.text) for line in lines if line.keep and line.label == "+")
    body_words = sum(words(line.text) for line in lines if line.label == "+")
    cut = [line.text for line in lines if line.label == "+" and not line.keep]
    lost = [text for text in cut if len(text) >= 80]
    assert right_words / kept_words >= PRECISION
    assert right_words / body_words >= RECALL
    assert len(lost) <= LOST, lost


@pytest.mark.parametrize("name", CASES)
def test_cleaning_what_was_cleaned_changes_nothing(name: str) -> None:
    """The kept lines, judged again, are all kept."""
    _, lines = read_case(name)
    left = [line.text for line in labelled(name) if line.keep]
    assert all(kept(lines_of(left, lines.lang)))


@pytest.mark.parametrize(
    "name", ["about_cookies", "about_newsletters", "about_subscriptions", "press_about_press"]
)
def test_reports_about_the_words_of_promos_keep_their_sentences(name: str) -> None:
    """A report on newsletters, cookies or subscriptions is a report."""
    assert [line.text for line in labelled(name) if line.label == "+" and not line.keep] == []


def test_a_text_of_nothing_but_widgets_is_cut_whole() -> None:
    """Nothing is left of a page without an article."""
    assert not any(line.keep for line in labelled("all_boilerplate"))


@pytest.mark.parametrize("name", ["dividends", "earnings", "prices", "results_table"])
def test_short_templated_items_survive_repetition(name: str) -> None:
    """An item whose every line recurs in the outlet keeps at least half of its words."""
    _, (texts, _, lang) = read_case(name)
    keep = kept(lines_of(texts, lang, repeat=4))
    kept_words = sum(words(text) for text, is_kept in zip(texts, keep, strict=True) if is_kept)
    assert kept_words >= sum(map(words, texts)) / 2


def test_own_rules_win_over_the_model() -> None:
    """An archivist's rule cuts what the model keeps and keeps what it cuts, in its outlet alone."""
    lines = lines_of(
        ["Share Tweet Print", "The talks in London were held on Wednesday, officials said."]
    )
    rules = CleanConfig(rules=(LineRule("^Share", outlet="Courier", keep=True), LineRule("London")))
    assert [verdict.keep for verdict in judged(lines, rules, "Courier")] == [True, False]
    assert [verdict.rule for verdict in judged(lines, rules, "Gazette")] == ["model", "own rule"]


def test_texts_with_and_without_rules_are_judged_together_as_alone() -> None:
    """Where a rule cuts or keeps lines of one text, the lines of the texts beside it are judged as
    they would be alone."""
    config = CleanConfig(rules=(LineRule("e", outlet="Courier"), LineRule("^Share", keep=True)))
    texts = [
        (read_case(name)[1], outlet)
        for name, outlet in zip(CASES, ["Courier", "", "Gazette"] * len(CASES), strict=False)
    ]
    alone = [judged(lines, config, outlet) for lines, outlet in texts]
    assert list(judgements(texts, config)) == alone


def test_a_faulty_pattern_has_a_fault_and_is_not_used() -> None:
    """A pattern that is no regular expression has a fault to report and judges nothing."""
    broken = LineRule("(London")
    assert fault(broken)
    verdicts = judged(lines_of(["London calling."]), CleanConfig(rules=(broken,)))
    assert verdicts[0].rule != "own rule"


TEXT = st.text(st.characters(), min_size=1, max_size=60).map(str.strip).filter(bool)


@given(st.lists(TEXT, max_size=12), st.sampled_from(["en", "de", "", "xx"]), st.integers(0, 4))
@settings(deadline=None, derandomize=True, max_examples=60)
def test_any_lines_are_judged_and_the_judgement_is_stable(
    texts: list[str], lang: str, repeat: int
) -> None:
    """Whatever the characters, there is a judgement a line, and none of the kept lines is cut when
    they come again."""
    keep = kept(lines_of(texts, lang, repeat))
    assert len(keep) == len(texts)
    left = [text for text, is_kept in zip(texts, keep, strict=True) if is_kept]
    assert all(kept(lines_of(left, lang, repeat)))


def test_a_line_of_five_megabytes_is_judged() -> None:
    """Only the ends of a long line are looked at."""
    assert kept(lines_of(["word " * 1_000_000])) == [True]
