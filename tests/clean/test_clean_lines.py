"""Body lines: what is article, what is dirt – judged on labelled texts written for this, in the manner of real ones."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.clean.lines.classify import Judgement, Line, fault, judged
from newsgen.config import CleanConfig, LineRule

CASES = sorted((Path(__file__).parent / "cases/lines").glob("*.txt"))
"""`lang: xx`, then the lines: `+` body, `-` dirt, `?` a headline or dek, which either room may take."""
PRECISION, RECALL = 0.96, 0.98
"""Floors over all cases, by words; raise them when the model gets better."""
LOST = 0
"""Paragraphs of 80 characters or more that may be cut over all cases."""
PLAIN = CleanConfig()


def labelled(case: Path) -> tuple[str, list[str], list[Line]]:
    head, *rows = case.read_text("utf-8").splitlines()
    rows = [row for row in rows if row.strip()]
    return (
        head.removeprefix("lang: "),
        [row[0] for row in rows],
        [Line(at, row[2:], gap=False) for at, row in enumerate(rows, 2)],
    )


def verdicts(case: Path) -> list[tuple[str, Line, Judgement]]:
    lang, labels, lines = labelled(case)
    return list(zip(labels, lines, judged(lines, [0] * len(lines), lang, PLAIN, ""), strict=True))


def words(line: Line) -> float:
    return len(line.text.split()) if " " in line.text else len(line.text) / 2


def test_the_cases_together_meet_the_floors() -> None:
    """Precision and recall by words, and the number of paragraphs lost, over all cases."""
    found = [
        (label, line, verdict.keep)
        for case in CASES
        for label, line, verdict in verdicts(case)
        if label != "?"
    ]
    kept = sum(words(line) for _, line, keep in found if keep)
    right = sum(words(line) for label, line, keep in found if keep and label == "+")
    body = sum(words(line) for label, line, _ in found if label == "+")
    lost = [
        line.text
        for label, line, keep in found
        if label == "+" and not keep and len(line.text) >= 80
    ]
    assert right / kept >= PRECISION
    assert right / body >= RECALL
    assert len(lost) <= LOST, lost


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_cleaning_what_was_cleaned_changes_nothing(case: Path) -> None:
    """The kept lines, judged again, are all kept."""
    lang, _, lines = labelled(case)
    kept = [
        line
        for line, verdict in zip(
            lines, judged(lines, [0] * len(lines), lang, PLAIN, ""), strict=True
        )
        if verdict.keep
    ]
    assert all(verdict.keep for verdict in judged(kept, [0] * len(kept), lang, PLAIN, ""))


@pytest.mark.parametrize(
    "name", ["about_cookies", "about_newsletters", "about_subscriptions", "press_about_press"]
)
def test_reports_about_the_words_of_promos_keep_their_sentences(name: str) -> None:
    """A report on newsletters, cookies or subscriptions is a report."""
    assert [
        line.text
        for label, line, verdict in verdicts(next(c for c in CASES if c.stem == name))
        if label == "+" and not verdict.keep
    ] == []


def test_a_text_of_nothing_but_widgets_is_cut_whole() -> None:
    """Nothing is left of a page without an article."""
    assert not any(
        verdict.keep
        for _, _, verdict in verdicts(next(c for c in CASES if c.stem == "all_boilerplate"))
    )


@pytest.mark.parametrize("name", ["dividends", "earnings", "prices", "results_table"])
def test_short_templated_items_survive_repetition(name: str) -> None:
    """An item whose every line recurs in the outlet keeps at least half of its words."""
    lang, _, lines = labelled(next(c for c in CASES if c.stem == name))
    kept = [verdict.keep for verdict in judged(lines, [4] * len(lines), lang, PLAIN, "")]
    assert (
        sum(words(line) for line, keep in zip(lines, kept, strict=True) if keep)
        >= sum(map(words, lines)) / 2
    )


def test_own_rules_win_over_the_model() -> None:
    """An archivist's rule cuts what the model keeps and keeps what it cuts, in its outlet alone."""
    lines = [
        Line(1, "Share Tweet Print", gap=False),
        Line(2, "The talks in London were held on Wednesday, officials said.", gap=False),
    ]
    rules = CleanConfig(rules=(LineRule("^Share", outlet="Courier", keep=True), LineRule("London")))
    assert [verdict.keep for verdict in judged(lines, [0, 0], "en", rules, "Courier")] == [
        True,
        False,
    ]
    assert [verdict.rule for verdict in judged(lines, [0, 0], "en", rules, "Gazette")] == [
        "model",
        "own rule",
    ]


def test_a_faulty_pattern_is_told_and_not_used() -> None:
    """A pattern that is no regular expression has a fault to report and judges nothing."""
    broken = LineRule("(London")
    assert fault(broken)
    assert (
        judged(
            [Line(1, "London calling.", gap=False)], [0], "en", CleanConfig(rules=(broken,)), ""
        )[0].rule
        != "own rule"
    )


TEXT = st.text(st.characters(), min_size=1, max_size=60).map(str.strip).filter(bool)


@given(st.lists(TEXT, max_size=12), st.sampled_from(["en", "de", "", "xx"]), st.integers(0, 4))
@settings(deadline=None, derandomize=True, max_examples=60)
def test_any_lines_are_judged_and_the_judgement_is_stable(
    texts: list[str], lang: str, repeat: int
) -> None:
    """Whatever the characters, there is a judgement a line, and none of the kept lines is cut when they come again."""
    lines = [Line(at, text, gap=False) for at, text in enumerate(texts, 1)]
    found = judged(lines, [repeat] * len(lines), lang, PLAIN, "")
    assert len(found) == len(lines)
    kept = [line for line, verdict in zip(lines, found, strict=True) if verdict.keep]
    assert all(verdict.keep for verdict in judged(kept, [repeat] * len(kept), lang, PLAIN, ""))


def test_a_line_of_five_megabytes_is_judged() -> None:
    """Only the ends of a long line are looked at."""
    assert judged([Line(1, "word " * 1_000_000, gap=False)], [0], "en", PLAIN, "")[0].keep
