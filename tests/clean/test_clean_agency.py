"""Agencies that a text names."""

import pytest

from newsgen.clean.fields.agency import agency


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("© 2021 Agence France-Presse", "Agence France-Presse"),
        (
            "Associated Press writers Anna Lind and Per Holm contributed to this report.",
            "Associated Press",
        ),
        ("The minister told Reuters that he would resign.", ""),
    ],
)
def test_agency_of_an_end_mark(line: str, name: str) -> None:
    """An agency is named by its copyright or its contributing writers, not by a sentence about it."""
    assert agency(None, (), (line,)).value == name
