"""People and organisations of one story."""

import pytest

from newsgen.config import EnrichConfig
from newsgen.enrich import mentions
from newsgen.enrich.recognition.people_and_organisations import organisation_key, surname


def salient(article, text, **fields):
    return {
        (mention.kind, mention.name): mention
        for mention in mentions([article(text, **fields)], EnrichConfig())[0]
        if mention.salient
    }


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Antony Blinken", "Blinken"),
        ("Kim Jong-un", "Kim"),
        ("Mira Rapp-Hooper", "Rapp-Hooper"),
        ("Xi Jinping", "Xi"),
        ("Sammy Vance Jr.", "Vance"),
        ("Bashar al-Assad", "Assad"),
        ("Ludwig van Beethoven", "Beethoven"),
    ],
)
def test_the_surname_is_what_a_person_is_called_by(name, short):
    """The last word, the first of an East Asian name, without a particle or a suffix."""
    assert surname(name) == short


def test_letters_and_full_name_share_a_key():
    """So that an archive can join them."""
    assert organisation_key("International Seed Alliance") == organisation_key("ISA") == "isa"
    assert organisation_key("Department of Energy") == organisation_key("Energy Department")


def test_a_surname_is_the_full_name(article):
    """Later mentions by surname count for the person; the surname alone is no topic."""
    mentions_by_name = salient(
        article, "Ann Doyle resigned.\nDoyle gave no reason. Doyle, 50, lives in a village."
    )
    assert [key for key in mentions_by_name if key[0] == "person"] == [("person", "Ann Doyle")]
    assert mentions_by_name["person", "Ann Doyle"].count == 3


def test_one_mention_needs_a_role_a_title_or_speech(article):
    """In passing is not enough, and neither is a role that is over."""
    assert ("person", "Ann Doyle") not in salient(article, "A statue of Ann Doyle was cleaned.")
    assert ("person", "Ann Doyle") in salient(
        article, "A statue was cleaned, mayor Ann Doyle said."
    )
    assert ("person", "Ann Doyle") in salient(article, "A statue was cleaned, said Ann Doyle.")
    assert ("person", "Ann Doyle") in salient(
        article, "Ann Doyle, a sculptor and teacher, cleaned a statue."
    )
    assert ("person", "Ann Doyle") not in salient(
        article, "The road recalls former mayor Ann Doyle."
    )


def test_an_adjective_of_politics_is_no_person(article):
    """The phrase "Biden administration" does not make a story one on Biden."""
    assert not any(
        kind == "person"
        for kind, _ in salient(
            article, "The Doyle administration ended the plan.\nThe plan was old."
        )
    )


def test_letters_tied_in_the_text_are_a_form(article):
    """The acronym counts for the organisation and is listed among its forms."""
    mentions_by_name = salient(
        article, "The Lagos Port Authority (LPA) raised fees.\nThe LPA said ships could wait."
    )
    assert mentions_by_name["organisation", "Lagos Port Authority"].forms == (
        "LPA",
        "Lagos Port Authority",
    )


def test_a_general_body_is_no_topic(article):
    """A name like "Foreign Ministry" says what it is and not whose."""
    assert not any(
        kind == "organisation"
        for kind, _ in salient(
            article, "The Foreign Ministry said no.\nThe Foreign Ministry said it twice."
        )
    )


def test_a_firm_is_shown_without_its_legal_form(article):
    """The legal form stays among the forms."""
    mentions_by_name = salient(article, "Quillon Inc said it would buy a mill.\nQuillon said so.")
    assert "Quillon Inc" in mentions_by_name["organisation", "Quillon"].forms
