"""Datelines, case by case."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from newsgen.clean.fields.dateline import Dateline, dateline

CASES = tomllib.loads((Path(__file__).parent / "cases/fields/datelines.toml").read_text("utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_dateline(case: dict[str, Any]) -> None:
    """A dateline is read in every shape that wires print, and in nothing that only looks like one."""
    filed = dateline(case["text"])
    if case["place"] == "none":
        assert filed is None
        return
    assert filed is not None
    assert filed.place == case["place"]
    assert _day(filed) == case.get("day", "")
    assert filed.agency == case.get("agency", "")
    assert case["text"][filed.end :].strip()


def _day(filed: Dateline) -> str:
    """The day of a dateline as the cases write it: with its year, without, or not at all."""
    if not filed.month:
        return ""
    day = f"{filed.month:02}-{filed.day:02}"
    return f"{filed.year:04}-{day}" if filed.year else day
