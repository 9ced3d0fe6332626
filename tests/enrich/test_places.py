"""Places of a story: datelines, cities of several countries, past states, Georgia and Jordan."""

import pytest

from newsgen.config import EnrichConfig
from newsgen.enrich import mentions
from newsgen.enrich.recognition.places import dateline_places

DATELINES = [
    ("HANOI, Vietnam (AP) —", ["Hanoi", "Vietnam"]),
    ("KYIV, Dec 24 (Reuters) -", ["Kyiv"]),
    ("NEW DELHI:", ["New Delhi"]),
    ("TAMPA, Fla.-", ["Tampa", "Florida"]),
    ("London, United Kingdom , May 5 –", ["London", "United Kingdom"]),
    ("NEW YORK/LONDON", ["New York", "London"]),
    ("BOMBAY", ["Mumbai"]),
    ("ST. PAUL, Minn.", ["Saint Paul", "Minnesota"]),
    ("CAMBRIDGE, Mass., March 2 -", ["Cambridge", "Massachusetts"]),
    ("(B/R) —", []),
    ("DEAR ABBY", []),
]


@pytest.mark.parametrize(("text", "names"), DATELINES, ids=[text for text, _ in DATELINES])
def test_a_dateline_names_its_places(text, names):
    """City, then state or country, each by its common English name; what is no place is none."""
    assert [place.name for place in dateline_places(text)] == names


def test_a_city_takes_the_country_named_beside_it():
    """Cambridge in Massachusetts is not in the United Kingdom; alone it is."""
    assert dateline_places("CAMBRIDGE, Mass.")[0].country == "United States"
    assert dateline_places("CAMBRIDGE")[0].country == "United Kingdom"


def names(article, text, **fields):
    return [
        mention.name
        for mention in mentions([article(text, **fields)], EnrichConfig())[0]
        if mention.salient and mention.kind == "place"
    ]


def test_a_place_counts_in_the_lead_and_twice(article):
    """Once in the lead is in passing, and so is twice behind it where the story names many
    countries."""
    assert names(article, "A ship left Peru.\nIt was late.") == []
    assert names(article, "A ship left Peru.\nPeru waited.") == ["Peru"]
    assert (
        names(article, "A ship left.\nIt saw Peru, Chile, Kenya and Cuba.\nPeru waited for Chile.")
        == []
    )


def test_the_country_of_a_datelines_city_counts(article):
    """A story from Lima is a story from Peru, after what it is about."""
    assert names(article, "LIMA – Cuba said no.\nCuba said so twice.", place="Lima") == [
        "Cuba",
        "Lima",
        "Peru",
    ]


def test_money_is_no_place(article):
    """Canadian dollars do not make a story Canadian."""
    assert (
        names(
            article,
            "A bond of 40 million Canadian dollars was sold.\n"
            "The Canadian dollar rose, and the Swiss franc fell.",
        )
        == []
    )


def test_the_pronoun_is_no_country(article):
    """In a headline in capitals US is not taken for the United States; as a word in running text it
    is."""
    assert names(article, "They asked again.\nNobody came.", title="GIVE US JOBS") == []
    assert names(article, "The US said no.\nThe US had said so before.") == ["United States"]


def test_a_past_state_keeps_its_cities(article):
    """Belgrade is in Yugoslavia where the story speaks of Yugoslavia."""
    assert names(
        article, "BELGRADE – Yugoslavia will sell wheat.\nYugoslavia has plenty.", place="BELGRADE"
    ) == ["Yugoslavia", "Belgrade"]


def test_georgia_is_settled_by_its_company(article):
    """With the United States it is the state, with its neighbours the country."""
    assert "Georgia (US state)" in names(article, "Georgia voted in the US.\nGeorgia counts.")
    assert "Georgia" in names(article, "Georgia and Armenia talked.\nGeorgia and Armenia agreed.")


def test_a_person_named_like_a_place_is_no_place(article):
    """After Jordan Ellery, Jordan is the player."""
    assert (
        names(
            article,
            "Jordan Ellery scored twice, said coach Ann Doyle.\nJordan was happy. Jordan left.",
        )
        == []
    )


def test_korea_is_neither_north_nor_south(article):
    """The Korean peninsula names no state."""
    assert (
        names(
            article,
            "Korean farmers met on the Korean peninsula.\nKorea is one, they said in Korea.",
        )
        == []
    )


def test_other_languages_give_places_alone(article):
    """In German every noun is capitalised: names need rules of the language, so only places are
    found."""
    german = mentions(
        [article("Der Minister Hans Muster sagte in Berlin nichts.\nBerlin wartet.", lang="de")],
        EnrichConfig(),
    )[0]
    assert [(mention.name, mention.kind) for mention in german if mention.salient] == [
        ("Berlin", "place"),
        ("Germany", "place"),
    ]
