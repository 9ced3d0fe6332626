"""Why two articles are one story, told with the passages behind it."""

from press_room import CONFIG, article

from newsgen.dedupe import explanation

STORY = "The overnight ferry lost power eleven miles off the coast on Tuesday. Three elderly travellers were taken to hospital. The owner paid."
COPY = "The overnight ferry lost power eleven miles off the coast on Tuesday. Readers of this paper telephoned the office all through the day."


def test_the_sides_are_those_that_were_asked_for() -> None:
    """Asked for B and A, the answer speaks of B first."""
    long, short = article("a", STORY + " " + STORY.replace("ferry", "barge")), article("b", STORY)
    one, two = explanation(long, short, CONFIG).verdict, explanation(short, long, CONFIG).verdict
    assert (one.a, two.a) == ("a", "b")
    assert (one.shared, one.covers) == (two.covers, two.shared)
    assert one.features


def test_passages_say_who_has_them() -> None:
    """What both have, what the first alone, what the second alone, as printed."""
    found = {
        passage.where: passage.text
        for passage in explanation(article("b", STORY), article("a", COPY), CONFIG).passages
    }
    assert found["both"].startswith("The overnight ferry lost power")
    assert "elderly travellers" in found["a"]
    assert "telephoned the office" in found["b"]
