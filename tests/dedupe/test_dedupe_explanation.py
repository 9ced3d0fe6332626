"""The explanation says why two articles are one story, with the passages behind it."""

from dedupe_articles import article

from newsgen.dedupe import explanation
from newsgen.dedupe.explanation import MOST

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


def passages(one: str, two: str) -> list[tuple[str, str, int]]:
    """The passages of two texts."""
    explained = explanation(article("a", one), article("b", two))
    return [(passage.where, passage.text, passage.words) for passage in explained.passages]


def test_three_words_in_a_row_are_shared_and_five_make_a_passage() -> None:
    """A passage has five words at least, and words count as shared that stand among three in a row."""
    common = "alpha beta gamma delta epsilon"
    assert passages(common, common) == [("both", common, 5)]
    assert passages("alpha beta gamma delta", "alpha beta gamma delta") == []
    assert passages(f"one two three four five alpha beta {common}", f"alpha beta x {common}") == [
        ("both", common, 5),
        ("a", "one two three four five alpha beta", 7),
    ]


def test_the_longest_passages_come_first_and_the_others_are_left_out() -> None:
    """Of each sort at most `MOST` passages are given."""
    letters = "abcdefghijklmn"
    parts = [
        [f"k{first}o{other}" for other in letters[: 5 + n % 3]] for n, first in enumerate(letters)
    ]
    assert len(parts) == MOST + 2
    one = " one ".join(" ".join(part) for part in parts)
    two = " two ".join(" ".join(part) for part in parts)
    lengths = [words for where, _, words in passages(one, two) if where == "both"]
    assert lengths == sorted(lengths, reverse=True)
    assert len(lengths) == MOST
    assert min(lengths) >= 5
    assert lengths[0] == 7


def test_house_style_does_not_hide_a_passage() -> None:
    """Words are compared folded and shown as the first article has them."""
    one, two = (
        "The U.S. organisers cancelled “five” talks",
        "the US organizers canceled 'five' talks",
    )
    assert passages(one, two) == [("both", one, 6)]
