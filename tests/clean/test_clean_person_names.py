"""Names of persons in bylines."""

import pytest

from newsgen.clean.fields.person_names import person_name, person_names


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
    """A person's name is told apart from offices, headings and acronyms."""
    assert person_name(text) == expected


def test_names_stop_at_the_outlet() -> None:
    """Of two parts with a comma between them the second is the paper; with `and`, or of three parts
    and more, all are persons."""
    assert person_names("Anna Lind, Medical Xpress") == ("Anna Lind",)
    assert person_names("Anna Lind, Per Holm and Mira Berg, The Quay") == (
        "Anna Lind",
        "Per Holm",
        "Mira Berg",
    )
