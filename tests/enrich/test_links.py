"""Links between stories: the same event, what follows, what is related, with the reason shown."""

from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.enrich import Facts, links, relinked, touched, word_keys
from newsgen.enrich.links import MOST
from newsgen.model import Topic

KINDS = {
    "ann-doyle": "person",
    "bert-roe": "person",
    "cy-low": "person",
    "quillon": "organisation",
    "peru": "place",
    "chile": "place",
}
TOPICS = tuple(
    Topic(slug, slug.replace("-", " ").title(), kind, ())  # type: ignore[arg-type]  # literals
    for slug, kind in KINDS.items()
)
EVENT = ("ann-doyle", "bert-roe", "peru", "chile")


def story(date, topics, words=range(20)):
    return Facts(date, tuple(topics)), tuple(words)


def linked(stories, topics=TOPICS, only=None):
    """The links of stories by id, each as `story` makes it."""
    return links(
        {name: facts for name, (facts, _) in stories.items()},
        {name: words for name, (_, words) in stories.items()},
        topics,
        only,
    )


def test_two_reports_of_one_day_are_one_event():
    """With people, places and words in common; the reason names them and the time."""
    lists = linked({"a": story("2021-05-05", EVENT), "b": story("2021-05-05", EVENT)})
    assert [
        (link.source, link.target, link.kind) for of_story in lists.values() for link in of_story
    ] == [
        ("a", "b", "same event"),
        ("b", "a", "same event"),
    ]
    assert lists["a"][0].reason == "same event: Ann Doyle, Bert Roe, Chile, same day"


def test_a_later_story_follows_an_earlier_one():
    """Within a month and on strong evidence; the earlier one is only related to the later."""
    lists = linked({"a": story("2021-05-05", EVENT), "b": story("2021-05-15", EVENT)})
    assert {(name, of_story[0].kind) for name, of_story in lists.items()} == {
        ("b", "follows"),
        ("a", "related"),
    }
    assert lists["b"][0].reason == "follows: Ann Doyle, Bert Roe, Chile, 10 days apart"


def kinds(lists):
    return {link.kind for of_story in lists.values() for link in of_story}


def test_names_alone_are_at_most_related():
    """The same people half a year apart, in other words, are not one event; undated stories need
    more names."""
    assert kinds(
        linked({"a": story("2021-05-05", EVENT), "b": story("2021-11-05", EVENT, range(50, 70))})
    ) == {"related"}
    assert kinds(linked({"a": story("", EVENT), "b": story("", EVENT)})) == {"related"}
    more = (*EVENT, "cy-low")
    assert kinds(linked({"a": story("", more), "b": story("", more)})) == {"same event"}


def test_places_alone_link_nothing():
    """Two stories from Peru are not related by that."""
    assert (
        linked(
            {
                "a": story("2021-05-05", ("peru", "chile")),
                "b": story("2021-05-05", ("peru", "chile")),
            }
        )
        == {}
    )


def test_a_story_has_few_links():
    """The strongest are kept."""
    lists = linked({str(number): story("2021-05-05", EVENT) for number in range(12)})
    assert max(map(len, lists.values())) == MOST


def test_keys_are_of_rarer_words(article):
    """Common short words have no key, so they link nothing."""
    assert word_keys(article("The mill was shut and it was cold.")) == ()
    assert len(word_keys(article("The Brandvold mill was shut."))) == 1


STORIES = st.dictionaries(
    st.sampled_from("abcdefghij"),
    st.builds(
        story,
        st.sampled_from(["", "2021", "2021-05-05", "2021-05-06", "2021-05-06T10:00", "2021-07-01"]),
        st.lists(st.sampled_from([*KINDS]), unique=True, max_size=6),
        st.lists(st.integers(0, 30), unique=True, max_size=12),
    ),
    max_size=8,
)


@given(STORIES, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_the_order_of_stories_does_not_matter(stories, chance):
    """The same stories in another order give the same links; none points at itself, every weight is
    0 to 1."""
    shuffled = [*stories]
    chance.shuffle(shuffled)
    lists = linked(stories)
    assert linked({name: stories[name] for name in shuffled}) == lists
    assert all(
        link.source == name != link.target and 0 < link.weight <= 1
        for name, of_story in lists.items()
        for link in of_story
    )


@given(STORIES)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_a_story_changes_no_links_of_stories_it_shares_no_name_with(stories):
    """Adding a story leaves the links of all stories without its names as they were."""
    after = linked({**stories, "new": story("2021-05-05", ["quillon"], [99])})
    for name, of_story in linked(stories).items():
        assert "quillon" in stories[name][0].topics or after[name] == of_story


@given(STORIES, STORIES)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_links_of_touched_stories_are_all_that_can_change(stories, more):
    """Linking only the stories that new ones touch, and keeping the rest, gives what linking all
    anew gives."""
    new = {f"new {name}": one for name, one in more.items()}
    after = {**stories, **new}
    only = touched({name: facts for name, (facts, _) in after.items()}, TOPICS, new)
    untouched = {name: of_story for name, of_story in linked(stories).items() if name not in only}
    assert {**untouched, **linked(after, only=only)} == linked(after)


RENAMED = (
    Topic("ann-doyle", "Ann B. Doyle", "person", ()),
    *TOPICS[1:-1],
    Topic("chile", "Chile", "organisation", ()),
)


@given(STORIES, STORIES, st.sampled_from([TOPICS, RENAMED]))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_linking_what_changed_gives_what_linking_all_gives(before, after, topics):
    """Stories added, removed, redated, retold, about other topics; topics of another name or kind:
    the lists are those of a full build, and no more of them are made than there are stories changed
    and neighbours of such."""
    memory, lists_made = again(None, before, TOPICS, ())
    assert lists_made == len(before)
    fresh = {name for name in after if name not in before or before[name][1] != after[name][1]}
    relinked_archive, lists_made = again(memory, after, topics, fresh)
    assert relinked_archive.lists == linked(after, topics)
    assert [*relinked_archive.lists] == sorted(relinked_archive.lists)
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    if topics is not TOPICS:
        changed |= {
            name
            for name, (facts, _) in (*before.items(), *after.items())
            if {"ann-doyle", "chile"} & {*facts.topics}
        }
    names = {
        slug
        for name in changed
        for stories in (before, after)
        if name in stories
        for slug in stories[name][0].topics
    }
    assert lists_made <= sum(
        name in changed or not names.isdisjoint(after[name][0].topics) for name in after
    )


def again(memory, stories, topics, fresh):
    facts = {name: facts for name, (facts, _) in stories.items()}
    return relinked(
        memory, facts, {name: words for name, (_, words) in stories.items()}, topics, fresh
    )


def test_a_new_story_touches_its_neighbours_in_time_only():
    """Of 100 stories on one man a new one touches the 20 before and after: 41 lists are made, the
    others are kept."""
    before = {
        f"{day:03}": story(
            f"2021-{1 + day // 28:02}-{1 + day % 28:02}", EVENT, range(day, day + 20)
        )
        for day in range(100)
    }
    after = {**before, "new": story("2021-02-14", EVENT, range(40, 60))}
    relinked_archive, lists_made = again(again(None, before, TOPICS, ())[0], after, TOPICS, {"new"})
    assert lists_made == 41
    assert relinked_archive.lists == linked(after)


def test_nothing_changed_makes_no_list():
    """And what was is kept."""
    stories = {name: story("2021-05-05", EVENT) for name in "abc"}
    memory = again(None, stories, TOPICS, ())[0]
    assert again(memory, stories, TOPICS, ()) == (memory, 0)
