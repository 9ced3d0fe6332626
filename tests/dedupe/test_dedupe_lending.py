"""Copies lend each other fields, and what they disagree on is listed."""

import msgspec
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
