"""Dates as they are printed, case by case."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from newsgen.clean.fields.date_expressions import nearest_year, stated_date
from newsgen.config import CleanConfig

CASES = tomllib.loads((Path(__file__).parent / "cases/fields/dates.toml").read_text("utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_date(case: dict[str, Any]) -> None:
    """A date is read to the precision that is known, in the languages of the news, and refused where
    it is none or may be two."""
    config = CleanConfig(day_first=case.get("day_first"))
    date = stated_date(case["text"], config)
    assert (date.date if date else "") == case["iso"]


def test_nearest_year() -> None:
    """A day without a year falls in the year that brings it nearest another date of the text; 29
    February only in a leap year."""
    assert nearest_year(1, 1, ["2021-12-31"]) == "2022-01-01"
    assert nearest_year(2, 29, ["2021-03-01"]) == "2020-02-29"
    assert nearest_year(5, 5, []) == ""
