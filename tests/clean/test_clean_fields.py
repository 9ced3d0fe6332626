"""Fields in whole texts, case by case: what the lines around a report give, and its paragraphs."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from newsgen.clean import article
from newsgen.clean.paragraphs import paragraphs
from newsgen.config import CleanConfig
from newsgen.model import Article, Hints, Origin, Raw

FOLDER = Path(__file__).parent / "cases/fields"
HEADLINE = "Harbour town votes to keep its night ferry"
BODY = (
    "The council of Skarvik voted on Tuesday to keep the night ferry running for another three "
    "years, after a summer of protests on the quay.\n"
    "Opponents had argued that the crossing, which carries fewer than forty passengers on most "
    "nights, costs more than a new road would.\n"
    '"We were promised a ferry, and a ferry is what we will have," said one of them, who runs the '
    "fish market beside the landing stage."
)


def cases(file: str) -> list[dict[str, Any]]:
    """The cases of one file of `cases/fields`."""
    return list(tomllib.loads((FOLDER / file).read_text("utf-8"))["case"])


def cleaned(text: str, config: CleanConfig) -> Article:
    """The article of a raw text about which nothing is stated."""
    raw = Raw(Origin("x.txt", "", "0" * 64, 1), "text/plain", text, Hints())
    cleaned_article, _ = article(raw, "a", (), config, None)
    assert cleaned_article is not None
    return cleaned_article


def date_of(report: Article) -> str:
    """The date of an article in ISO 8601, empty where it has none."""
    return report.published.date if report.published else ""


@pytest.mark.parametrize(
    "case", cases("lines.toml"), ids=lambda case: " / ".join(case["lines"])[:60]
)
def test_lines_above_a_report(case: dict[str, Any]) -> None:
    """Authors, date and agency are found in the lines between headline and body, and the title stays
    the headline."""
    text = "\n".join([HEADLINE, *case["lines"], BODY])
    report = cleaned(text, CleanConfig(timezone=case.get("timezone", "UTC")))
    if "byline" in case:
        assert list(report.byline) == case["byline"]
    assert date_of(report) == case.get("date", "")
    assert report.agency == case.get("agency", "")
    assert report.title == HEADLINE


@pytest.mark.parametrize(
    "case", cases("dated_texts.toml"), ids=lambda case: case["reason"] or case["date"]
)
def test_date_by_its_place(case: dict[str, Any]) -> None:
    """A date where clocks, comments and other reports have theirs is not the report's; why there is
    none is given in words."""
    under, below = case.get("under", []), case.get("below", [])
    text = "\n".join([*case["above"], HEADLINE, *under, BODY, *below])
    report = cleaned(text, CleanConfig())
    assert date_of(report) == case["date"]
    rule = next(entry.rule for entry in report.evidence if entry.field == "date")
    assert case["reason"] in rule


def test_wrapped_text_is_joined_and_lines_are_not() -> None:
    """Text wrapped to a width is joined between its blank lines and indents; a text with a paragraph
    on each line keeps its lines, and so does verse."""
    words = ("herring " * 60).split()
    wrapped = "\n".join(" ".join(words[i : i + 8]) for i in range(0, 60, 8))
    assert [each.number for each in paragraphs(f"{wrapped}\n\n{wrapped}")] == [1, 10]
    assert len(paragraphs(f"{wrapped}\n   {wrapped}")) == 2
    assert len(paragraphs(BODY)) == 3
    verse = (
        "The sea is wide\nThe boat is small\nThe night is long\n"
        "And cold as all\nThe stars go by\nThe fish are fled"
    )
    assert len(paragraphs(verse)) == 6


def test_line_ends_of_every_kind() -> None:
    """Carriage returns, tabs and lines of spaces part paragraphs or columns, never words."""
    assert [each.text for each in paragraphs("One  two\r\n\r\nThree\rFour\n \nFive\tsix")] == [
        "One two",
        "Three",
        "Four",
        "Five\tsix",
    ]
