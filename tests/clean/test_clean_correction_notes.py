"""Notes on the history of a text."""

import pytest

from newsgen.clean.fields.correction_notes import is_note


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
    """A note on the history of its text is told apart from a sentence about corrections."""
    assert is_note(line) is expected
