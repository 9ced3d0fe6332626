"""The report of a build as JSON: what other programs read of it."""

import json

import pytest

from newsgen.commands.report import write_report
from newsgen.errors import NewsgenError
from newsgen.model import Problem, Report

PROBLEM = Problem("error", "a.txt", "empty", "no article in it – the file is empty", "remove it")
REPORT = Report(counts={"articles": 3}, seconds={"read": 0.123456}, problems=(PROBLEM,))


def test_a_report_names_the_fields_of_a_problem(tmp_path):
    """Counts, seconds of each step to a ten-thousandth, and problems as objects."""
    write_report(REPORT, tmp_path / "report.json")
    assert json.loads((tmp_path / "report.json").read_text("utf-8")) == {
        "counts": {"articles": 3},
        "seconds": {"read": 0.1235},
        "problems": [
            {
                "level": "error",
                "where": "a.txt",
                "code": "empty",
                "message": "no article in it – the file is empty",
                "hint": "remove it",
            }
        ],
    }


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    """The message says why and what to do."""
    with pytest.raises(NewsgenError, match=r"the report was not written – .* – choose another"):
        write_report(REPORT, tmp_path / "nowhere" / "report.json")
