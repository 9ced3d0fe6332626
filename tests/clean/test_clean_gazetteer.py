"""The gazetteer: towns and countries by name."""

from newsgen.clean.fields.gazetteer import country, town


def test_towns_and_countries() -> None:
    """The gazetteer knows towns in any capitals and countries by their usual names, and nothing else."""
    assert [bool(town(name)) for name in ("LONDON", "Kuala Lumpur", "DEAR ABBY", "")] == [
        True,
        True,
        False,
        False,
    ]
    assert [country(name) for name in ("Russia", "SOUTH KOREA", "U.K.", "Group A")] == [
        "RU",
        "KR",
        "GB",
        "",
    ]
