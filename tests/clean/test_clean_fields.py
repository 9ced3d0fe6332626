"""Single fields, case by case: datelines, dates, bylines and date lines, notes, derived headlines, paragraphs."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from newsgen.clean import article
from newsgen.clean.fields.agency import agency
from newsgen.clean.fields.correction_notes import is_note
from newsgen.clean.fields.date_expressions import nearest_year, published
from newsgen.clean.fields.dateline import dateline
from newsgen.clean.fields.person_names import name, names
from newsgen.clean.fields.title import LONGEST, derived
from newsgen.clean.paragraphs import paragraphs
from newsgen.config import CleanConfig
from newsgen.model import Hints, Origin, Raw

FOLDER = Path(__file__).parent / "cases/fields"
HEADLINE = "Harbour town votes to keep its night ferry"
BODY = """The council of Skarvik voted on Tuesday to keep the night ferry running for another three years, after a summer of protests on the quay.
Opponents had argued that the crossing, which carries fewer than forty passengers on most nights, costs more than a new road would.
"We were promised a ferry, and a ferry is what we will have," said one of them, who runs the fish market beside the landing stage."""


def cases(file: str) -> list[dict[str, Any]]:
    return list(tomllib.loads((FOLDER / file).read_text("utf-8"))["case"])


@pytest.mark.parametrize("case", cases("datelines.toml"), ids=lambda case: case["text"][:40])
def test_dateline(case: dict[str, Any]) -> None:
    """A dateline is read in every shape that wires print, and found in nothing that only looks like one."""
    found = dateline(case["text"])
    if case["place"] == "none":
        assert found is None
        return
    assert found is not None
    day = (
        f"{found.year:04}-{found.month:02}-{found.day:02}"
        if found.year
        else f"{found.month:02}-{found.day:02}"
        if found.month
        else ""
    )
    assert (found.place, day, found.agency) == (
        case["place"],
        case.get("day", ""),
        case.get("agency", ""),
    )
    assert case["text"][found.end :].strip()


@pytest.mark.parametrize("case", cases("dates.toml"), ids=lambda case: case["text"])
def test_date(case: dict[str, Any]) -> None:
    """A date is read to the precision that is known, in the languages of the news, and refused where it is none or ambiguous."""
    found = published(case["text"], CleanConfig(day_first=case.get("day_first")))
    assert (found.date if found else "") == case["iso"]


@pytest.mark.parametrize(
    "case", cases("lines.toml"), ids=lambda case: " / ".join(case["lines"])[:60]
)
def test_lines_above_a_report(case: dict[str, Any]) -> None:
    """Authors, date and agency are found in the lines between headline and body, and those lines are no part of the body."""
    text = "\n".join([HEADLINE, *case["lines"], BODY])
    config = CleanConfig(timezone=case.get("timezone", "UTC"))
    made, _ = article(
        Raw(Origin("x.txt", "", "0" * 64, 1), "text/plain", text, Hints()), "a", (), config, None
    )
    assert made is not None
    assert list(made.byline) == case.get("byline", list(made.byline))
    assert (made.published.date if made.published else "") == case.get("date", "")
    assert made.agency == case.get("agency", "")
    assert made.title == HEADLINE


@pytest.mark.parametrize(
    "case", cases("dated_texts.toml"), ids=lambda case: case["reason"] or case["date"]
)
def test_date_by_its_place(case: dict[str, Any]) -> None:
    """A date that stands where clocks, comments and other reports have theirs is not the report's; the reason for none is given in words."""
    text = "\n".join(
        [*case["above"], HEADLINE, *case.get("under", []), BODY, *case.get("below", [])]
    )
    made, _ = article(
        Raw(Origin("x.txt", "", "0" * 64, 1), "text/plain", text, Hints()),
        "a",
        (),
        CleanConfig(),
        None,
    )
    assert made is not None
    assert (made.published.date if made.published else "") == case["date"]
    rule = next(each.rule for each in made.evidence if each.field == "date")
    assert case["reason"] in rule


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Corrects spelling of minister's name", True),
        ("(Updates with quotes, details)", True),
        ("Editor's note: This report was first printed in 2019.", True),
        ("This story has been updated.", True),
        ("Correction officers went on strike on Monday.", False),
        ("The minister's note was read out.", False),
    ],
)
def test_note(line: str, *, expected: bool) -> None:
    """A note on the text's own history is told from a sentence about corrections."""
    assert is_note(line) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Lind", "Anna Lind"),
        ("ANNA LIND-HOLM", "Anna Lind-Holm"),
        ("Mira de Vries", "Mira de Vries"),
        ("John Garcia Jr., Staff", ""),
        ("Anna Lind Senior Reporter", "Anna Lind"),
        ("Conor O’Brien", "Conor O’Brien"),
        ("Łukasz Żak", "Łukasz Żak"),
        ("NASA Human Spaceflight", ""),
        ("Most Popular", ""),
        ("Sports", ""),
        ("the way", ""),
    ],
)
def test_name(text: str, expected: str) -> None:
    """A person's name is told from offices, headings and acronyms beside it."""
    assert name(text) == expected


def test_names_stop_at_the_outlet() -> None:
    """Of two parts the second is the paper; with `and`, or of three and more, all are persons."""
    assert names("Anna Lind, Medical Xpress") == ("Anna Lind",)
    assert names("Anna Lind, Per Holm and Mira Berg, The Quay") == (
        "Anna Lind",
        "Per Holm",
        "Mira Berg",
    )


def test_agency_of_the_end_marks() -> None:
    """An agency is named by its copyright or its contributing writers, not by a sentence that speaks of it."""
    assert agency(None, (), ("© 2021 Agence France-Presse",)).value == "Agence France-Presse"
    assert (
        agency(
            None,
            (),
            ("Associated Press writers Anna Lind and Per Holm contributed to this report.",),
        ).value
        == "Associated Press"
    )
    assert agency(None, (), ("The minister told Reuters that he would resign.",)).value == ""


def test_nearest_year() -> None:
    """A day without a year falls in the year that brings it nearest another date of the text; 29 February only in a leap year."""
    assert nearest_year(1, 1, ["2021-12-31"]) == "2022-01-01"
    assert nearest_year(2, 29, ["2021-03-01"]) == "2020-02-29"
    assert nearest_year(5, 5, []) == ""


def test_derived_headline() -> None:
    """A derived headline is short, ends at a word, and has neither ellipsis nor full stop."""
    for text in (
        BODY,
        "Short and done.",
        "x" * 300,
        "One, " * 60,
        "U.S. Sen. Anna Lind met the Gen. Holm of the U.N. in St. Paul, Minn., to talk of herring.",
    ):
        made = derived(text)
        assert 0 < len(made.value) <= LONGEST
        assert made.basis == "derived"
        assert not made.value.endswith(("…", ".", ",", " and", " the"))


def test_wrapped_text_is_joined_and_lines_are_not() -> None:
    """Text wrapped to a width is joined at its blank lines and indents; a text of a paragraph a line keeps its lines, and so does verse."""
    words = ("herring " * 60).split()
    wrapped = "\n".join(" ".join(words[i : i + 8]) for i in range(0, 60, 8))
    assert [each.number for each in paragraphs(f"{wrapped}\n\n{wrapped}")] == [1, 10]
    assert len(paragraphs(f"{wrapped}\n   {wrapped}")) == 2
    assert len(paragraphs(BODY)) == 3
    verse = "The sea is wide\nThe boat is small\nThe night is long\nAnd cold as all\nThe stars go by\nThe fish are fled"
    assert len(paragraphs(verse)) == 6


def test_line_ends_of_every_kind() -> None:
    """Carriage returns, tabs and lines of spaces part paragraphs or columns, never words."""
    assert [each.text for each in paragraphs("One  two\r\n\r\nThree\rFour\n \nFive\tsix")] == [
        "One two",
        "Three",
        "Four",
        "Five\tsix",
    ]
