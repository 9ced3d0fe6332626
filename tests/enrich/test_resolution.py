"""Names of many stories become topics: joined on evidence, apart where ambiguous, the same in any
order, at addresses that stay."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.decisions import TopicDecisions
from newsgen.enrich import ResolvedTopics, resolution, topics_of, updated_authority
from newsgen.enrich.recognition.people_and_organisations import organisation_key, surname
from newsgen.enrich.topics.name_authority import plain
from newsgen.model import Mention, TopicKind

NOTHING = TopicDecisions()


def person(name: str, *forms: str) -> Mention:
    return Mention(
        name,
        "person",
        surname(name).casefold(),
        forms or (name,),
        2,
        salient=True,
        rule="named twice or more",
    )


def organisation(name: str, *forms: str) -> Mention:
    return Mention(
        name,
        "organisation",
        organisation_key(name),
        forms or (name,),
        2,
        salient=True,
        rule="named twice or more",
    )


def named(name: str, kind: TopicKind) -> Mention:
    return Mention(name, kind, name.casefold(), (name,), 1, salient=True, rule="tag")


PERU = named("Peru", "place")


def names(resolved: ResolvedTopics) -> list[str]:
    return [topic.name for topic in resolved.topics]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong-un", "Kim Jong Un"),
        ("Motegi Toshimitsu", "Toshimitsu Motegi"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskiy"),
        ("George P. Shultz", "George Shultz"),
        ("José Ruiz", "Jose Ruiz"),
        ("Queen Elizabeth II", "Queen Elizabeth"),
    ],
)
def test_variants_of_a_name_are_one_topic(one, other):
    """Order, hyphens, accents, initials, transliteration and numbers of kings do not make two
    people."""
    resolved = resolution({"a": (person(one),), "b": (person(other),)}, NOTHING, {})
    assert len(resolved.topics) == 1
    assert {resolved.topics[0].name, *resolved.topics[0].aliases} == {one, other}


@pytest.mark.parametrize(
    ("stories", "name"),
    [
        ([("Arimura Tsukiko", "Arimura"), ("Tsukiko Arimura",)], "Tsukiko Arimura"),
        ([("Tsukiko Arimura",), ("Arimura Tsukiko", "Tsukiko")], "Arimura Tsukiko"),
        (
            [("Arimura Tsukiko", "Arimura"), ("Arimura Tsukiko",), ("Tsukiko Arimura",)],
            "Arimura Tsukiko",
        ),
        ([("Nguyen Bao",), ("Bao Nguyen",)], "Bao Nguyen"),
        ([("Arimura Takanori",), ("Takanori Arimura",)], "Takanori Arimura"),
        ([("Baek Min-seo",), ("Min-seo Baek",)], "Min-seo Baek"),
        ([("Orban Viktor",), ("Viktor Orban",)], "Viktor Orban"),
    ],
)
def test_a_name_met_in_both_orders_is_called_as_most_stories_do(stories, name):
    """And where they are as many, with the given name first: the surname is the word that stands
    alone, or the one that the tables know."""
    resolved = resolution(
        {str(number): (person(forms[0], *forms),) for number, forms in enumerate(stories)},
        NOTHING,
        {},
    )
    assert names(resolved) == [name]
    assert len(resolved.topics[0].aliases) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Department of Homeland Security", "Homeland Security Department"),
        ("International Labour Organisation", "International Labor Organization"),
    ],
)
def test_variants_of_an_organisation_are_one_topic(one, other):
    """Word order of departments, British and American spelling."""
    assert (
        len(
            resolution({"a": (organisation(one),), "b": (organisation(other),)}, NOTHING, {}).topics
        )
        == 1
    )


def test_a_surname_joins_its_only_bearer_in_company():
    """A story that has only the surname joins the full name where both stories share another name,
    and not else."""
    mentions = {
        "a": (person("Ann Doyle"), PERU),
        "b": (person("Doyle"), PERU),
        "c": (person("Doyle"),),
    }
    resolved = resolution(mentions, NOTHING, {})
    assert resolved.of["b"] == ("ann-doyle", "peru")
    assert resolved.of["c"] == ("doyle",)


def test_two_bearers_of_a_surname_stay_apart():
    """With two people of that surname, the bare surname is nobody's."""
    mentions = {
        "a": (person("Ann Doyle"), PERU),
        "b": (person("Bert Doyle"), PERU),
        "c": (person("Doyle"), PERU),
    }
    assert names(resolution(mentions, NOTHING, {})) == ["Ann Doyle", "Bert Doyle", "Doyle", "Peru"]


def test_letters_join_the_name_that_a_text_ties_them_to():
    """ISA alone joins the alliance that another story spells out with it; untied letters stay
    apart."""
    tied = organisation("International Seed Alliance", "International Seed Alliance", "ISA")
    assert resolution({"a": (tied,), "b": (organisation("ISA"),)}, NOTHING, {}).of["b"] == (
        "international-seed-alliance",
    )
    untied = organisation("International Seed Alliance")
    assert resolution({"a": (untied,), "b": (organisation("ISA"),)}, NOTHING, {}).of["b"] == (
        "isa",
    )


def test_a_tag_joins_what_the_text_names():
    """A tag is the place or person of that name, not a second topic."""
    resolved = resolution({"a": (named("Peru", "subject"),), "b": (PERU,)}, NOTHING, {})
    assert [(topic.slug, topic.kind) for topic in resolved.topics] == [("peru", "place")]


def test_a_place_and_a_person_of_one_name_have_two_addresses():
    """The place takes the plain one unless the person was there before."""
    mentions = {"a": (named("Jordan", "place"),), "b": (named("Jordan", "person"),)}
    assert [(topic.slug, topic.kind) for topic in resolution(mentions, NOTHING, {}).topics] == [
        ("jordan", "place"),
        ("jordan-person", "person"),
    ]
    known = {"jordan": ("Jordan", "person")}
    assert {topic.kind: topic.slug for topic in resolution(mentions, NOTHING, known).topics} == {
        "person": "jordan",
        "place": "jordan-place",
    }


def test_a_published_topic_keeps_name_and_address():
    """When the full name turns up later, the page of the surname becomes the person's and nothing
    moves."""
    first = resolution({"a": (person("Doyle"), PERU)}, NOTHING, {})
    known = {topic.slug: (topic.name, topic.kind) for topic in first.topics}
    second = resolution(
        {"a": (person("Doyle"), PERU), "b": (person("Ann Doyle"), PERU)}, NOTHING, known
    )
    assert second.of == {"a": ("doyle", "peru"), "b": ("doyle", "peru")}
    assert {topic.slug: topic.name for topic in second.topics} == {"doyle": "Doyle", "peru": "Peru"}


def test_two_published_topics_that_become_one_leave_a_redirect():
    """The address of the lesser name leads to that of the fuller."""
    known = {"doyle": ("Doyle", "person"), "ann-doyle": ("Ann Doyle", "person")}
    resolved = resolution(
        {"a": (person("Doyle"), PERU), "b": (person("Ann Doyle"), PERU)}, NOTHING, known
    )
    assert resolved.redirects == {"doyle": "ann-doyle"}


def test_a_published_topic_without_stories_stays():
    """A page once published stays, also when its last story goes."""
    assert names(resolution({}, NOTHING, {"peru": ("Peru", "place")})) == ["Peru"]


def test_what_is_named_in_passing_is_no_topic():
    """Only salient mentions make topics."""
    passing = Mention("Peru", "place", "peru", ("Peru",), 1, salient=False, rule="in passing")
    assert resolution({"a": (passing,)}, NOTHING, {}).topics == ()


MENTION = st.one_of(
    st.builds(
        person,
        st.sampled_from(
            [
                "Ann Doyle",
                "Bert Doyle",
                "Doyle",
                "Kim Jong-un",
                "Kim Jong Un",
                "Kim",
                "Jong-un Kim",
                "Ann B. Doyle",
            ]
        ),
    ),
    st.builds(
        organisation,
        st.sampled_from(["ISA", "International Seed Alliance", "Kremlin", "Doyle Bank"]),
    ),
    st.builds(
        named,
        st.sampled_from(["Peru", "Jordan", "Doyle"]),
        st.sampled_from(["place", "subject", "person"]),
    ),
)
ARCHIVE = st.dictionaries(
    st.sampled_from("abcdefgh"), st.lists(MENTION, max_size=4).map(tuple), max_size=8
)


@given(ARCHIVE, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_the_order_of_stories_does_not_matter(mentions, chance):
    """The same stories in another order give the same topics, addresses and all."""
    shuffled = [*mentions]
    chance.shuffle(shuffled)
    assert resolution({story: mentions[story] for story in shuffled}, NOTHING, {}) == resolution(
        mentions, NOTHING, {}
    )


@given(ARCHIVE, ARCHIVE)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_new_stories_rename_no_published_topic(mentions, more):
    """Every published address is still a topic of the same name, or leads to one; and every story's
    slugs are topics."""
    before = resolution(mentions, NOTHING, {})
    known = {topic.slug: (topic.name, topic.kind) for topic in before.topics}
    after = resolution({**more, **mentions}, NOTHING, known)
    now = {topic.slug: topic for topic in after.topics}
    for slug, (name, _) in known.items():
        assert now[slug].name == name if slug in now else now[after.redirects[slug]]
    assert all(slug in now for slugs in after.of.values() for slug in slugs)
    assert len(now) == len(after.topics)


JONG_UN = {
    ("person", surname(name).casefold()) for name in ("Kim Jong-un", "Kim Jong Un", "Jong-un Kim")
}


def salient_keys(mentions):
    return {
        (mention.kind, mention.key)
        for of_story in mentions.values()
        for mention in of_story
        if mention.salient
    }


@given(ARCHIVE, ARCHIVE)
@settings(max_examples=400, deadline=None, derandomize=True)
def test_updating_what_changed_gives_what_filing_all_gives(before, after):
    """Stories added, removed and edited: records and topics are those of a full build. No key is
    resolved but those of the mentions that a changed story has or had, and those under which a
    name of it is printed in the other order."""
    first, keys = updated_authority({}, {}, before, before)
    assert keys == len(salient_keys(before))
    changed = {story for story in {*before, *after} if before.get(story) != after.get(story)}
    removed, added = (
        {story: stories[story] for story in stories if story in changed}
        for stories in (before, after)
    )
    second, keys = updated_authority(first, removed, added, after)
    assert second == updated_authority({}, {}, after, after)[0]
    assert topics_of(second, after, NOTHING, {}) == resolution(after, NOTHING, {})
    assert first == updated_authority({}, {}, before, before)[0]
    assert keys <= len(salient_keys(removed) | salient_keys(added) | JONG_UN)


def test_a_new_story_opens_only_the_records_of_its_own_names():
    """In an archive of 300 stories with 302 names, a story of two known names and a new one opens
    three records."""
    mentions = {
        f"{number:03}": (person(f"Ann Nr{number}"), organisation("Quillon"), PERU)
        for number in range(300)
    }
    before, keys = updated_authority({}, {}, mentions, mentions)
    assert keys == 302
    new = {"new": (person("Ann Nr7"), PERU, person("Bert Roe"))}
    after, keys = updated_authority(before, {}, new, {**mentions, **new})
    assert keys == 3
    assert after == updated_authority({}, {}, {**mentions, **new}, {**mentions, **new})[0]
    assert sum(after["person"][key] is record for key, record in before["person"].items()) == 299


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_a_plain_name_stays_plain(name):
    """Making a plain name plain again changes nothing."""
    assert plain(plain(name)) == plain(name)
