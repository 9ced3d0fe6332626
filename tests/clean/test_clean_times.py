"""Times of day, their zones, and what a time without one leaves open."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.clean import article
from newsgen.clean.fields.date_expressions import in_language
from newsgen.clean.fields.times import ClockTime, clock_time, is_day_first, on_any_clock
from newsgen.config import CleanConfig
from newsgen.model import Hints, Origin, Published, Raw

MOMENTS = st.integers(-8_000_000_000, 4_000_000_000).map(
    lambda seconds: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(MOMENTS)
def test_what_is_left_of_a_time_without_its_zone_is_true_of_both_days(moment: datetime) -> None:
    """By day nothing is taken away; at night what stays is the beginning of the date on either side of midnight, and never a day."""
    stamp = moment.isoformat().replace("+00:00", "Z")
    found = on_any_clock(Published(stamp, "time"), CleanConfig())
    if 4 <= moment.hour < 22:
        assert found == Published(stamp, "time")
        return
    other = (moment + timedelta(hours=6 if moment.hour >= 22 else -6)).isoformat()
    if found is None:
        assert stamp[:4] != other[:4]
    else:
        assert found.precision in {"month", "year"}
        assert stamp.startswith(found.date)
        assert other.startswith(found.date)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(MOMENTS)
def test_an_archive_that_names_its_zone_knows_every_day(moment: datetime) -> None:
    """Where the archive's zone is set, a time without one is of that zone, at night too."""
    found = Published(moment.isoformat(), "time")
    assert on_any_clock(found, CleanConfig(timezone="America/New_York")) == found


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.text(st.sampled_from("0123456789:.hapmPM ZUTCGEST+-()"), max_size=24))
def test_a_time_is_one_of_the_day_or_none(text: str) -> None:
    """Whatever stands there, what is read is a time of day other than midnight to the second, and its print ends within the text."""
    found = clock_time(text, 0)
    if found is not None:
        assert 0 <= found.hour <= 23
        assert 0 <= found.minute <= 59
        assert 0 <= found.second <= 59
        assert found.hour or found.minute or found.second
        assert found.end <= len(text)


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("PT", False),
        ("EDT", False),
        ("HST", False),
        ("MEZ", True),
        ("IST", True),
        ("UTC", None),
        ("AMT", None),
    ],
)
def test_zone_tells_the_order_of_day_and_month(zone: str, *, expected: bool | None) -> None:
    """American clocks stand beside American dates; UTC and zones that are not known tell nothing."""
    assert is_day_first(ClockTime(14, 30, 0, zone, 9)) is expected


def test_language_tells_the_order_of_day_and_month() -> None:
    """03/04/2021 is 3 April in a French text, unknown in an English one, and what the archive says wherever it says so."""
    french = "Les ministres se sont réunis à Skarvik et les négociations reprendront mardi, selon un communiqué publié dans la soirée par le conseil."
    english = "The ministers met at Skarvik and the talks will be resumed on Tuesday, according to a statement that the council published at night."
    found = {}
    for text in (french, english):
        for lines, hints in (
            (["Le traversier de nuit reste", "03/04/2021", text], Hints()),
            ([text], Hints(title="Skarvik", date="03/04/2021")),
        ):
            raw = Raw(Origin("x.txt", "", "0" * 64, 1), "text/plain", "\n".join(lines), hints)
            made, problems = article(raw, "a", (), CleanConfig(), None)
            assert made is not None
            found[text, bool(hints.date)] = made.published
            assert bool(problems) == (text == english and bool(hints.date))
    assert found[french, False] == found[french, True] == Published("2021-04-03", "day")
    assert found[english, False] is found[english, True] is None
    assert in_language(CleanConfig(day_first=False), "fr").day_first is False
