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
    """By day nothing is taken away; at night what stays is the beginning of the date on either side
    of midnight, and never a day."""
    stamp = moment.isoformat().replace("+00:00", "Z")
    sure = on_any_clock(Published(stamp, "time"), CleanConfig())
    if 4 <= moment.hour < 22:
        assert sure == Published(stamp, "time")
        return
    other = (moment + timedelta(hours=6 if moment.hour >= 22 else -6)).isoformat()
    if sure is None:
        assert stamp[:4] != other[:4]
    else:
        assert sure.precision in {"month", "year"}
        assert stamp.startswith(sure.date)
        assert other.startswith(sure.date)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(MOMENTS)
def test_an_archive_that_names_its_zone_knows_every_day(moment: datetime) -> None:
    """Where the archive's zone is set, a time without one is of that zone, at night too."""
    published = Published(moment.isoformat(), "time")
    assert on_any_clock(published, CleanConfig(timezone="America/New_York")) == published


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.text(st.sampled_from("0123456789:.hapmPM ZUTCGEST+-()"), max_size=24))
def test_a_time_is_one_of_the_day_or_none(text: str) -> None:
    """Whatever the text, what is read is a time of day other than midnight to the second, and its
    print ends within the text."""
    clock = clock_time(text, 0)
    if clock is not None:
        assert 0 <= clock.hour <= 23
        assert 0 <= clock.minute <= 59
        assert 0 <= clock.second <= 59
        assert clock.hour or clock.minute or clock.second
        assert clock.end <= len(text)


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
    """American zones stand beside American dates; UTC and unknown zones tell nothing."""
    assert is_day_first(ClockTime(14, 30, 0, zone, 9)) is expected


ENGLISH = (
    "The ministers met at Skarvik and the talks will be resumed on Tuesday, according to a statement "
    "that the council published at night."
)
FRENCH = (
    "Les ministres se sont réunis à Skarvik et les négociations reprendront mardi, selon un communiqué "
    "publié dans la soirée par le conseil."
)


@pytest.mark.parametrize(
    ("text", "date"),
    [(FRENCH, Published("2021-04-03", "day")), (ENGLISH, None)],
    ids=["French", "English"],
)
@pytest.mark.parametrize("is_stated", [False, True], ids=["in the text", "stated"])
def test_language_tells_the_order_of_day_and_month(
    text: str, *, date: Published | None, is_stated: bool
) -> None:
    """03/04/2021 is 3 April in a French text and unknown in an English one; there is a problem only
    where the container states a date that cannot be read."""
    lines, hints = ["Le traversier de nuit reste", "03/04/2021", text], Hints()
    if is_stated:
        lines, hints = [text], Hints(title="Skarvik", date="03/04/2021")
    raw = Raw(Origin("x.txt", "", "0" * 64, 1), "text/plain", "\n".join(lines), hints)
    report, problems = article(raw, "a", (), CleanConfig(), None)
    assert report is not None
    assert report.published == date
    assert bool(problems) == (is_stated and date is None)


def test_the_setting_goes_before_the_language() -> None:
    """What the archive says of day and month holds in texts of any language."""
    assert in_language(CleanConfig(day_first=False), "fr").day_first is False
