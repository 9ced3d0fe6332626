"""The archivist's decisions on topics are applied, and slips in the file are named."""

import pytest

from newsgen.decisions import TopicDecision, TopicDecisions
from newsgen.enrich import check, resolution
from newsgen.errors import UsageError
from newsgen.model import Mention, TopicKind


def named(name: str, kind: TopicKind = "organisation") -> Mention:
    return Mention(name, kind, name.casefold(), (name,), 1, salient=True, rule="tag")


FOUND = {
    "a": (named("Peru", "place"), named("Quillon")),
    "b": (named("Quillon Group"),),
    "c": (named("Mill talks", "subject"),),
}


def resolved_with(*decisions, known=None):
    return resolution(FOUND, TopicDecisions(decisions), known or {})


def test_prefer_shows_another_name_and_keeps_a_published_address():
    """A new topic takes the address of the preferred name and the old one leads there; a published
    one stays where it is."""
    fresh = resolved_with(TopicDecision("Quillon", prefer="Quillon Mills"))
    assert {topic.slug: topic.name for topic in fresh.topics}["quillon-mills"] == "Quillon Mills"
    assert fresh.redirects["quillon"] == "quillon-mills"
    stays = resolved_with(
        TopicDecision("Quillon", prefer="Quillon Mills"),
        known={"quillon": ("Quillon", "organisation")},
    )
    assert {topic.slug: topic.name for topic in stays.topics}["quillon"] == "Quillon Mills"


def test_alias_joins_topics_and_redirects():
    """The stories of the alias become the topic's, its address leads there, its name is listed."""
    resolved = resolved_with(TopicDecision("Quillon", alias=("Quillon Group", "The Mill")))
    assert resolved.of["b"] == ("quillon",)
    assert resolved.redirects == {"quillon-group": "quillon", "the-mill": "quillon"}
    assert next(topic for topic in resolved.topics if topic.slug == "quillon").aliases == (
        "Quillon Group",
        "The Mill",
    )


def test_broader_puts_stories_under_the_broader_topic_too():
    """Behind their own topics; a broader topic may be new."""
    resolved = resolved_with(
        TopicDecision("Peru", broader=("South America",)),
        TopicDecision("South America", kind="place"),
    )
    assert resolved.of["a"] == ("peru", "quillon", "south-america")
    assert next(topic for topic in resolved.topics if topic.slug == "south-america").kind == "place"


def test_hide_takes_a_topic_out():
    """No story has it and it is no topic, published or not."""
    resolved = resolved_with(
        TopicDecision("Quillon", hide=True), known={"quillon": ("Quillon", "organisation")}
    )
    assert resolved.of["a"] == ("peru",)
    assert "quillon" not in {topic.slug for topic in resolved.topics}


def test_kind_corrects_a_kind():
    """The page says what the archivist says."""
    resolved = resolved_with(TopicDecision("Mill talks", kind="organisation"))
    assert (
        next(topic for topic in resolved.topics if topic.slug == "mill-talks").kind
        == "organisation"
    )


def test_an_unknown_topic_is_refused_with_the_nearest():
    """A slip in the file stops the build and is named, with what was probably meant."""
    names = resolved_with(TopicDecision("Peru")).names
    with pytest.raises(UsageError, match=r"unknown topic 'Quilon' – did you mean 'Quillon'"):
        check(TopicDecisions((TopicDecision("Quilon"),)), names)
    with pytest.raises(UsageError, match=r"'Perru' – did you mean 'Peru'"):
        check(TopicDecisions((TopicDecision("Quillon", broader=("Perru",)),)), names)


def test_known_topics_in_any_case_are_accepted():
    """Names are compared without regard to case; new aliases and broader topics are allowed."""
    check(
        TopicDecisions(
            (
                TopicDecision("quillon", alias=("The Mill",), broader=("South America",)),
                TopicDecision("South America"),
            )
        ),
        resolved_with(TopicDecision("Peru")).names,
    )


def test_topics_of_the_same_stories_are_suggested_and_not_joined():
    """Two names of one kind that stand in nearly all the same stories and look alike are offered to
    the archivist."""
    stories = {str(number): (named("Lagos Port Authority"), named("LPA")) for number in range(5)}
    resolved = resolution(stories, TopicDecisions(), {})
    assert len(resolved.topics) == 2
    assert [
        (suggestion.name, suggestion.other, suggestion.share) for suggestion in resolved.suggestions
    ] == [("Lagos Port Authority", "LPA", 1.0)]
    assert resolved.suggestions[0].reason == "5 stories have both, 100% of those that have either"
