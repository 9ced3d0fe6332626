"""Stories counted over time: plots, sparks and tables."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.plan.timeline import SPARKS, halves, period_rows, plot, spark, spark_scale, tally


def test_a_plot_counts_months():
    """A bar is a month, over whole years; stories without a date or a known month are counted apart."""
    drawn = plot(tally(["2020-01-05", "2020-03", "2020-03-09", "2021", ""]))
    assert drawn is not None
    assert (drawn.first, drawn.unit, len(drawn.counts)) == (2020, 1, 24)
    assert (drawn.undated, drawn.coarse) == (1, 1)
    assert drawn.counts[:3] == (1, 0, 2)


@pytest.mark.parametrize(("last", "unit"), [("2011", 1), ("2012", 12), ("2119", 12), ("2120", 120)])
def test_bars_grow_with_the_span(last, unit):
    """Up to twelve years a bar is a month, up to 120 a year, then a decade."""
    drawn = plot(tally(["2000-02-01", "2000-05-01", f"{last}-05-01"]))
    assert drawn is not None
    assert drawn.unit == unit


@pytest.mark.parametrize("dates", [(), ("",), ("2020-05-05", "2020-05-06"), ("2020", "2020")])
def test_one_bar_is_no_plot(dates):
    """Where only one month has stories there is nothing to compare, so nothing is drawn."""
    assert plot(tally(dates)) is None


@settings(deadline=None, derandomize=True, max_examples=80)
@given(st.lists(st.dates(min_value=date(1800, 1, 1)).map(str), min_size=1, max_size=20))
def test_plots_and_sparks_count_every_dated_story_once(dates):
    """Whatever the span, bars and sparks sum to the number of stories, and a spark has few bars."""
    drawn = plot(tally(sorted(dates)))
    assert drawn is None or sum(drawn.counts) == len(dates)
    bars = spark(halves(dates), spark_scale(min(dates), max(dates)))
    assert sum(bars) == len(dates)
    assert len(bars) <= SPARKS


def test_rows_count_days_and_the_most_in_one():
    """The row of a month has its stories, its days with stories, and the most in a day; vaguer
    dates are left out."""
    months = period_rows(tally(["2020", "2020-01", "2020-01-05", "2020-01-05", "2020-01-09"]), 7)
    assert [(row.date, row.stories, row.days, row.most) for row in months] == [("2020-01", 4, 2, 2)]


def test_a_spark_leaves_out_stories_without_a_date():
    """A story without a date is in no bar; one of which only the year is known is in its first half."""
    assert spark(halves(["", "2020", "2021-07"]), spark_scale("2020", "2021-07")) == (1, 0, 0, 1)
