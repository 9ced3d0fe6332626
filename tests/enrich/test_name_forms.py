"""The forms of one name are read alike in one story and over the archive."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.enrich.name_forms import NUMERALS, SUFFIXES, one_ending, words_only
from newsgen.enrich.recognition.people_and_organisations import organisation_key
from newsgen.enrich.topics.name_authority import common_form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Department of the Interior", "Interior Department"),
        ("Ministry of Defence", "Defence Ministry"),
        ("Ministry for Foreign Affairs", "Foreign Affairs Ministry"),
    ],
)
def test_both_orders_of_a_department_have_one_key_and_one_form(one, other):
    """Recognition files both under one key, and resolution finds them to be one name."""
    assert organisation_key(one) == organisation_key(other)
    assert common_form("organisation", one) == common_form("organisation", other)


@pytest.mark.parametrize("ending", ["iy", "yy", "ij", "ii", "yi"])
def test_every_transliteration_of_a_slavic_ending_is_one(ending):
    """At the end of any word of a name; a word of three letters is too short to have one."""
    assert one_ending(f"anatol{ending} zelensk{ending}") == "anatoly zelensky"
    assert one_ending(f"r{ending}") == f"r{ending}"


def test_suffixes_of_kings_and_sons_are_numerals():
    """The numbers among the suffixes of a name are Roman numerals."""
    words = SUFFIXES - NUMERALS
    assert words == {"jr", "sr"}


@given(st.text(alphabet="abIVéß .-'’&", max_size=40))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_words_only_stay_as_they_are(name):
    """The words of the words of a name are the same words."""
    assert words_only(words_only(name)) == words_only(name)
