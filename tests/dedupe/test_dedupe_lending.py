"""Copies lend each other fields, and what they disagree on is listed."""

from collections.abc import Mapping

import msgspec
import pytest
from dedupe_articles import article

from newsgen.dedupe import conflicts, lent
from newsgen.model import Article, Copy, Evidence, Published, Story


def story(*ids: str) -> Story:
    """A story of some copies, led by the first."""
    lead, *others = ids
    copies = (Copy(lead, "lead", 1.0, 1.0), *[Copy(each, "copy", 1.0, 0.5) for each in others])
    return Story(lead, lead, copies, (), 1.0)


def evidence_of(copy: Article, field: str) -> Evidence:
    """The evidence of a field."""
    return next(evidence for evidence in copy.evidence if evidence.field == field)


def basis(copy: Article, field: str) -> tuple[str, str]:
    """The basis and source of a field."""
    evidence = evidence_of(copy, field)
    return evidence.basis, evidence.source


def test_one_has_the_date_another_the_title_a_third_its_own_paragraph() -> None:
    """All survive into the story, each with the copy that it came from."""
    given = {
        "a": article("a", "The ferry drifted.\nNobody was hurt."),
        "b": article("b", "The ferry drifted.", date="2021-05-05"),
        "c": article("c", "The ferry drifted.\nA dog was on the bridge.", title="Ferry adrift"),
    }
    copies = lent(story("a", "b", "c"), given)
    assert copies["a"].published == given["b"].published
    assert copies["a"].title == "Ferry adrift"
    assert basis(copies["a"], "date") == ("copy", "b")
    assert basis(copies["a"], "title") == ("copy", "c")
    assert [block.text for block in copies["c"].blocks] == [
        "The ferry drifted.",
        "A dog was on the bridge.",
    ]


def test_a_field_of_its_own_is_never_replaced() -> None:
    """A copy keeps its own title and date whatever the others have, and the disagreement is listed."""
    given = {
        "a": article("a", "x", "Adrift", "2021-05-05"),
        "b": article("b", "x", "Nine hours", "2021-05-06"),
        "c": article("c", "x"),
    }
    copies = lent(story("a", "b", "c"), given)
    assert (copies["b"].title, copies["c"].title) == ("Nine hours", "Adrift")
    assert evidence_of(copies["c"], "title").confidence == 0.5
    listed = conflicts(story("a", "b", "c"), given)
    assert {conflict.field: conflict.values for conflict in listed} == {
        "title": (("Adrift", ("a",)), ("Nine hours", ("b",))),
        "date": (("2021-05-05", ("a",)), ("2021-05-06", ("b",))),
    }


def test_what_nobody_knows_stays_unknown() -> None:
    """Where no copy has a date, none is lent one."""
    copies = lent(story("a", "b"), {"a": article("a", "x"), "b": article("b", "x")})
    assert copies["a"].published is None
    assert basis(copies["a"], "date") == ("none", "")


def test_a_story_of_one_copy_is_that_copy() -> None:
    """With no other copy to lend a field, the article itself comes back."""
    only = article("a", "x")
    assert lent(story("a"), {"a": only})["a"] is only


def test_an_outlet_is_not_lent() -> None:
    """An outlet cannot be borrowed from another paper; an agency can."""
    copies = lent(story("a", "b"), {"a": article("a", "x"), "b": article("b", "x", agency="AFP")})
    assert (copies["a"].agency, copies["a"].outlet) == ("AFP", "")


def test_a_month_is_made_a_day_by_a_copy_that_knows_it() -> None:
    """A coarser date that agrees is no disagreement, and the finer one is lent, with its source."""
    month = msgspec.structs.replace(
        article("a", "x", date="2021-05-09"), published=Published("2021-05", "month")
    )
    agreeing = {"a": month, "b": article("b", "x", date="2021-05-05")}
    finer = lent(story("a", "b"), agreeing)["a"]
    assert finer.published == agreeing["b"].published
    assert basis(finer, "date") == ("copy", "b")
    assert conflicts(story("a", "b"), agreeing) == ()

    differing = {"a": month, "c": article("c", "x", date="2021-06-01")}
    assert lent(story("a", "c"), differing)["a"].published == Published("2021-05", "month")
    assert [conflict.field for conflict in conflicts(story("a", "c"), differing)] == ["date"]


def with_evidence(copy: Article, field: str, basis: str, confidence: float = 1.0) -> Article:
    """A copy whose evidence for a field has another basis and confidence."""
    evidence = [
        Evidence(field, basis, each.rule, confidence, "") if each.field == field else each  # type: ignore[arg-type]
        for each in copy.evidence
    ]
    return msgspec.structs.replace(copy, evidence=tuple(evidence))


def lent_title(copies: Mapping[str, Article]) -> tuple[str, str, float]:
    """The title that copy `a` has in the end, its lender, and how sure it is."""
    copy = lent(story(*copies), copies)["a"]
    evidence = evidence_of(copy, "title")
    return copy.title, evidence.source, evidence.confidence


def test_the_surest_lends_then_the_nearest_to_the_lead() -> None:
    """Of two lenders the surer one lends; of two equally sure ones the first of the story."""
    unsure = with_evidence(article("b", "x", "Adrift"), "title", "text", 0.6)
    sure = with_evidence(article("c", "x", "Adrift"), "title", "text", 0.8)
    assert lent_title({"a": article("a", "x"), "b": unsure, "c": sure}) == ("Adrift", "c", 0.8)
    equal = with_evidence(sure, "title", "text", 0.6)
    assert lent_title({"a": article("a", "x"), "b": unsure, "c": equal}) == ("Adrift", "b", 0.6)


def test_lenders_that_agree_keep_their_confidence() -> None:
    """Only where lenders disagree does a lent value lose half of its confidence."""
    agreed = {
        "a": article("a", "x"),
        "b": article("b", "x", "Adrift"),
        "c": article("c", "x", "Adrift"),
    }
    assert lent_title(agreed) == ("Adrift", "b", 1.0)
    disputed = agreed | {"c": article("c", "x", "Nine hours")}
    assert lent_title(disputed) == ("Adrift", "b", 0.5)


@pytest.mark.parametrize("own_basis", ["none", "copy", "related", "derived"])
def test_only_a_value_of_its_own_is_lent(own_basis: str) -> None:
    """What an article does not state itself it cannot lend."""
    borrowed = with_evidence(article("b", "x", "Adrift"), "title", own_basis)
    assert lent_title({"a": article("a", "x"), "b": borrowed})[0] == ""


@pytest.mark.parametrize(("own_basis", "title"), [("derived", "Adrift"), ("text", "First words")])
def test_a_derived_value_gives_way_to_a_lent_one(own_basis: str, title: str) -> None:
    """A title made of the first words is replaced by one that another copy states."""
    own = with_evidence(article("a", "x", "First words"), "title", own_basis)
    assert lent_title({"a": own, "b": article("b", "x", "Adrift")})[0] == title


def test_evidence_stays_in_its_order() -> None:
    """The evidence of a lent field stands where that of the missing one stood."""
    given = {"a": article("a", "x"), "b": article("b", "x", "Adrift", "2021-05-05", agency="AFP")}
    copy = lent(story("a", "b"), given)["a"]
    assert [evidence.field for evidence in copy.evidence] == ["title", "date", "place", "agency"]
    without = msgspec.structs.replace(article("a", "x"), evidence=())
    copy = lent(story("a", "b"), given | {"a": without})["a"]
    assert [evidence.field for evidence in copy.evidence] == ["title", "date", "agency"]


def test_names_are_compared_and_shown_together() -> None:
    """Two bylines of several names are one value each."""
    one, two = article("a", "x"), article("b", "x")
    given = {}
    for copy, names in ((one, ("Ann Lind", "Bo Holm")), (two, ("Ann Lind",))):
        named = msgspec.structs.replace(copy, byline=names)
        stated = Evidence("byline", "given", "stated", 1.0, "")
        given[copy.id] = msgspec.structs.replace(named, evidence=(*copy.evidence, stated))
    (conflict,) = conflicts(story("a", "b"), given)
    assert conflict.field == "byline"
    assert conflict.values == (("Ann Lind; Bo Holm", ("a",)), ("Ann Lind", ("b",)))


def test_the_commonest_value_comes_first() -> None:
    """The values of a conflict are ranked by how many copies have them."""
    titles = {"a": "Adrift", "b": "Nine hours", "c": "Nine hours"}
    given = {name: article(name, "x", title) for name, title in titles.items()}
    (conflict,) = conflicts(story("a", "b", "c"), given)
    assert conflict.values == (("Nine hours", ("b", "c")), ("Adrift", ("a",)))


@pytest.mark.parametrize(
    ("own", "precision", "other", "finer"),
    [
        ("2021", "year", "2021-05-05", True),
        ("2021-05", "month", "2021-05-05", True),
        ("2021-05", "month", "2022-05-05", False),
        ("2021-05-05", "day", "2021-05-05", False),
    ],
)
def test_a_day_is_finer_than_the_month_or_year_around_it(own, precision, other, finer) -> None:
    """A copy that names the month or year takes the day from another, if the day lies in it."""
    stated = article("a", "x", date="2021-05-05")
    coarse = msgspec.structs.replace(stated, published=Published(own, precision))
    copies = lent(story("a", "b"), {"a": coarse, "b": article("b", "x", date=other)})
    assert copies["a"].published == (
        Published(other, "day") if finer else Published(own, precision)
    )
