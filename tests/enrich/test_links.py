"""Links between stories: the same event, what follows, what is related, with the reason shown."""

from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.enrich import Facts, keys, links, touched
from newsgen.enrich.links import MOST
from newsgen.model import Published, Topic

KINDS = {"ann-doyle": "person", "bert-roe": "person", "cy-low": "person", "quillon": "organisation", "peru": "place", "chile": "place"}
TOPICS = tuple(Topic(slug, slug.replace("-", " ").title(), kind, ()) for slug, kind in KINDS.items())  # type: ignore[arg-type]  # literals
EVENT = ("ann-doyle", "bert-roe", "peru", "chile")


def story(name, date, topics, words=range(20)):
    return Facts(name, Published(date, "day") if date else None, "", tuple(topics), tuple(words))


def test_two_reports_of_one_day_are_one_event():
    """With people, places and words in common; the reason names them and the time."""
    found = links([story("a", "2021-05-05", EVENT), story("b", "2021-05-05", EVENT)], TOPICS)
    assert [(link.source, link.target, link.kind) for link in found] == [("a", "b", "same event"), ("b", "a", "same event")]
    assert found[0].reason == "same event: Ann Doyle, Bert Roe, Chile, same day"


def test_a_later_story_follows_an_earlier_one():
    """Within a month and on strong evidence; the earlier one is only related to the later."""
    found = links([story("a", "2021-05-05", EVENT), story("b", "2021-05-15", EVENT)], TOPICS)
    assert {(link.source, link.kind) for link in found} == {("b", "follows"), ("a", "related")}
    assert found[1].reason == "follows: Ann Doyle, Bert Roe, Chile, 10 days apart"


def test_names_alone_are_at_most_related():
    """The same people half a year apart, in other words, are not one event; undated stories need more names."""
    apart = links([story("a", "2021-05-05", EVENT), story("b", "2021-11-05", EVENT, range(50, 70))], TOPICS)
    assert {link.kind for link in apart} == {"related"}
    undated = links([story("a", "", EVENT), story("b", "", EVENT)], TOPICS)
    assert {link.kind for link in undated} == {"related"}
    more = (*EVENT, "cy-low")
    assert {link.kind for link in links([story("a", "", more), story("b", "", more)], TOPICS)} == {"same event"}


def test_places_alone_link_nothing():
    """Two stories from Peru are not related by that."""
    assert links([story("a", "2021-05-05", ("peru", "chile")), story("b", "2021-05-05", ("peru", "chile"))], TOPICS) == ()


def test_a_story_has_few_links():
    """The strongest are kept."""
    found = links([story(str(number), "2021-05-05", EVENT) for number in range(12)], TOPICS)
    counts = [sum(link.source == str(number) for link in found) for number in range(12)]
    assert max(counts) == MOST


def test_keys_are_of_rarer_words(article):
    """Common short words have no key, so they link nothing."""
    assert keys(article("The mill was shut and it was cold.")) == ()
    assert len(keys(article("The Brandvold mill was shut."))) == 1


STORIES = st.lists(
    st.tuples(
        st.sampled_from(["", "2021-05-05", "2021-05-06", "2021-07-01"]),
        st.lists(st.sampled_from([*KINDS]), unique=True, max_size=6),
        st.lists(st.integers(0, 30), unique=True, max_size=12),
    ),
    max_size=8,
)


@given(STORIES, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_the_order_of_stories_does_not_matter(found, chance):
    """The same stories in another order give the same links; none points at itself, every weight is 0 to 1."""
    facts = [story(str(number), *one) for number, one in enumerate(found)]
    shuffled = [*facts]
    chance.shuffle(shuffled)
    made = links(facts, TOPICS)
    assert links(shuffled, TOPICS) == made
    assert all(link.source != link.target and 0 < link.weight <= 1 for link in made)


@given(STORIES, st.tuples(st.just("2021-05-05"), st.just(["quillon"]), st.just([99])))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_a_story_changes_no_links_of_stories_it_shares_no_name_with(found, more):
    """Adding a story leaves the links of all stories without its names as they were."""
    facts = [story(str(number), *one) for number, one in enumerate(found)]
    untouched = {fact.id for fact in facts if "quillon" not in fact.topics}
    before = [link for link in links(facts, TOPICS) if link.source in untouched]
    after = [link for link in links([*facts, story("new", *more)], TOPICS) if link.source in untouched]
    assert before == after


@given(STORIES, STORIES)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_links_of_touched_stories_are_all_that_can_change(found, more):
    """Linking only the stories that new ones touch, and keeping the rest, gives what linking all anew gives."""
    before = [story(str(number), *one) for number, one in enumerate(found)]
    after = before + [story(f"new{number}", *one) for number, one in enumerate(more)]
    only = touched(after, TOPICS, {fact.id for fact in after[len(before) :]})
    kept = [link for link in links(before, TOPICS) if link.source not in only]
    assert {*kept, *links(after, TOPICS, only)} == {*links(after, TOPICS)}


def test_a_new_story_touches_its_neighbours_in_time_only():
    """Of 100 stories on one man a new one touches the 20 before and after; linking those anew gives what linking all gives."""
    before = [story(f"{day:03}", f"2021-{1 + day // 28:02}-{1 + day % 28:02}", EVENT, range(day, day + 20)) for day in range(100)]
    new = story("new", "2021-02-14", EVENT, range(40, 60))
    only = touched([*before, new], TOPICS, {"new"})
    assert len(only) == 41
    kept = [link for link in links(before, TOPICS) if link.source not in only]
    assert {*kept, *links([*before, new], TOPICS, only)} == {*links([*before, new], TOPICS)}
