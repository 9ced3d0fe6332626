"""The gazetteer: towns and countries by name."""

import pytest

from newsgen.clean.fields.gazetteer import country, town


@pytest.mark.parametrize(
    ("name", "is_known"),
    [("LONDON", True), ("Kuala Lumpur", True), ("DEAR ABBY", False), ("", False)],
)
def test_town(name: str, *, is_known: bool) -> None:
    """Towns are known in any capitals, and nothing else is."""
    assert (town(name) is not None) == is_known


@pytest.mark.parametrize(
    ("name", "code"),
    [("Russia", "RU"), ("SOUTH KOREA", "KR"), ("U.K.", "GB"), ("Group A", "")],
)
def test_country(name: str, code: str) -> None:
    """Countries are known by their usual names, and nothing else is."""
    assert country(name) == code
