"""The explanation says why two articles are one story, with the passages behind it."""

from dedupe_articles import article

from newsgen.dedupe import explanation

OPENING = "The overnight ferry lost power eleven miles off the coast on Tuesday."
STORY = f"{OPENING} Three elderly travellers were taken to hospital. The owner paid."
COPY = f"{OPENING} Readers of this paper telephoned the office all through the day."


def test_the_sides_are_those_that_were_asked_for() -> None:
    """Asked for B and A, the answer speaks of B first."""
    longer = article("a", STORY + " " + STORY.replace("ferry", "barge"))
    shorter = article("b", STORY)
    one, two = explanation(longer, shorter).verdict, explanation(shorter, longer).verdict
    assert (one.a, two.a) == ("a", "b")
    assert (one.shared, one.covers) == (two.covers, two.shared)
    assert one.features


def test_passages_say_who_has_them() -> None:
    """The passages are what both have, what only the first has and what only the second has."""
    passages = explanation(article("b", STORY), article("a", COPY)).passages
    text = {passage.where: passage.text for passage in passages}
    assert text["both"].startswith("The overnight ferry lost power")
    assert "elderly travellers" in text["a"]
    assert "telephoned the office" in text["b"]
