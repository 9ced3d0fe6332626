"""The shipped tables: complete, consistent, and without the names of any one archive."""

import tomllib
from importlib.resources import files

import pytest

from newsgen.enrich.tables import gazetteer, given, institutions, lexicon, lines


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("U.S.", "United States"),
        ("USA", "United States"),
        ("South Korean", "South Korea"),
        ("Turkey", "Turkey"),
        ("Türkiye", "Turkey"),
        ("Côte d'Ivoire", "Ivory Coast"),
        ("Burma", "Myanmar"),
        ("Zaire", "Zaire"),
        ("Soviet", "Soviet Union"),
        ("Britain", "United Kingdom"),
        ("Dutch", "Netherlands"),
        ("Holland", "Netherlands"),
        ("Sao Paulo", "São Paulo"),
        ("Peking", "Beijing"),
    ],
)
def test_places_have_their_common_english_name(spelling, name):
    """Spellings, abbreviations, peoples and old names lead to the name that a reader looks for."""
    assert gazetteer()[spelling].name == name


@pytest.mark.parametrize(
    "word",
    ["Korea", "us", "Us", "Mobile", "Reading", "Monday", "America", "Europe", "Most", "Jackson"],
)
def test_what_is_more_often_something_else_is_no_place(word):
    """These stand in running text as other things."""
    assert word not in gazetteer()


def test_demonyms_lead_to_known_places():
    """No adjective points at a place that the gazetteer does not have under that name."""
    names = {place.name for place in gazetteer().values() if not place.adjective}
    assert {name for _, name in lines("demonyms.tsv")} <= names


def test_every_class_of_words_has_an_example():
    """Rules are data, each class with an example of what it settles; all lower case."""
    tables = tomllib.loads(
        files("newsgen.enrich").joinpath("tables/lexicon.toml").read_text("utf-8")
    )
    assert all(table["example"] for table in tables.values())
    assert all(word == word.lower() for group in lexicon() for word in group)


def test_given_names_are_sure_or_doubtful():
    """No name is both; the doubtful ones are common words."""
    sure, doubtful, family = given()
    assert not sure & doubtful
    assert {"Mark", "Grace"} <= doubtful
    assert "Antony" in sure
    assert "Brown" in family


def test_institutions_are_named_once():
    """No spelling stands for two institutions."""
    spellings = [spelling for row, _ in lines("institutions.tsv") for spelling in row.split("|")]
    assert len(spellings) == len(set(spellings)) == len(institutions())
