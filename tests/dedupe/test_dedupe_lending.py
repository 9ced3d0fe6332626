"""What copies lend each other, and what they disagree on."""

import msgspec
from press_room import article

from newsgen.dedupe import conflicts, lent
from newsgen.model import Article, Copy, Published, Story


def story(*names: str) -> Story:
    """A story led by the first of some copies."""
    copies = (
        Copy(names[0], "lead", 1.0, 1.0),
        *(Copy(name, "copy", 1.0, 0.5) for name in names[1:]),
    )
    return Story(names[0], names[0], copies, (), 1.0)


def basis(found: Article, field: str) -> tuple[str, str]:
    """The basis and source of a field."""
    return next(
        (evidence.basis, evidence.source) for evidence in found.evidence if evidence.field == field
    )


def test_one_has_the_date_another_the_title_a_third_its_own_paragraph() -> None:
    """All survive into the story, each with the copy it came from."""
    given = {
        "a": article("a", "The ferry drifted.\nNobody was hurt."),
        "b": article("b", "The ferry drifted.", date="2021-05-05"),
        "c": article(
            "c", "The ferry drifted.\nA dog was seen on the bridge.", title="Ferry adrift"
        ),
    }
    found = lent(story("a", "b", "c"), given)
    assert found["a"].published == given["b"].published
    assert found["a"].title == "Ferry adrift"
    assert (basis(found["a"], "date"), basis(found["a"], "title")) == (("copy", "b"), ("copy", "c"))
    assert [block.text for block in found["c"].blocks] == [
        "The ferry drifted.",
        "A dog was seen on the bridge.",
    ]


def test_a_field_of_its_own_is_never_replaced() -> None:
    """A copy keeps its own title and date whatever the others have, and the disagreement is listed."""
    given = {
        "a": article("a", "x", "Adrift", "2021-05-05"),
        "b": article("b", "x", "Nine hours", "2021-05-06"),
        "c": article("c", "x"),
    }
    found = lent(story("a", "b", "c"), given)
    assert (found["b"].title, found["c"].title) == ("Nine hours", "Adrift")
    assert (
        next(evidence.confidence for evidence in found["c"].evidence if evidence.field == "title")
        == 0.5
    )
    listed = {
        conflict.field: conflict.values for conflict in conflicts(story("a", "b", "c"), given)
    }
    assert listed == {
        "title": (("Adrift", ("a",)), ("Nine hours", ("b",))),
        "date": (("2021-05-05", ("a",)), ("2021-05-06", ("b",))),
    }


def test_what_nobody_knows_stays_unknown() -> None:
    """No copy has a date: none is given one."""
    found = lent(story("a", "b"), {"a": article("a", "x"), "b": article("b", "x")})
    assert found["a"].published is None
    assert basis(found["a"], "date") == ("none", "")


def test_a_story_of_one_printing_is_that_printing() -> None:
    """With nobody to lend, the article itself comes back."""
    only = article("a", "x")
    assert lent(story("a"), {"a": only})["a"] is only


def test_an_outlet_is_not_lent() -> None:
    """Whose paper it is cannot be borrowed from another paper; the agency can."""
    found = lent(story("a", "b"), {"a": article("a", "x"), "b": article("b", "x", agency="AFP")})
    assert (found["a"].agency, found["a"].outlet) == ("AFP", "")


def test_a_month_is_made_a_day_by_a_copy_that_knows_it() -> None:
    """A coarser date that agrees is no disagreement, and the finer one is lent, with its source."""
    given = {
        "a": article("a", "x"),
        "b": article("b", "x", date="2021-05-05"),
        "c": article("c", "x", date="2021-06-01"),
    }
    month = msgspec.structs.replace(
        article("a", "x", date="2021-05-09"), published=Published("2021-05", "month")
    )
    agreeing = {"a": month, "b": given["b"]}
    assert lent(story("a", "b"), agreeing)["a"].published == given["b"].published
    assert basis(lent(story("a", "b"), agreeing)["a"], "date") == ("copy", "b")
    assert conflicts(story("a", "b"), agreeing) == ()
    other = {"a": month, "c": given["c"]}
    assert lent(story("a", "c"), other)["a"].published == Published("2021-05", "month")
    assert [conflict.field for conflict in conflicts(story("a", "c"), other)] == ["date"]
