"""The scan: what is looked at before a pattern is tried never hides a match of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.enrich.recognition import scan

OPENED = {
    "speech": (scan._SPEECH, scan._SPEECH_OPENS),
    "its": (scan._ITS, scan._ITS_OPENS),
    "firm": (scan._FIRM, scan._FIRM_OPENS),
}


@pytest.mark.parametrize("name", OPENED)
def test_whatever_a_pattern_matches_has_one_of_its_openings(name):
    """The few characters that decide whether a pattern is tried are among its openings for every
    text that the pattern matches."""
    pattern, opens = OPENED[name]

    @given(st.from_regex(pattern, fullmatch=True))
    @settings(max_examples=400, deadline=None, derandomize=True)
    def holds(text):
        assert text[: scan._OPENING] in opens

    holds()
