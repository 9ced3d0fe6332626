"""A page a story, each followed by the pages of its copies where it has two or more: they need the
same texts."""

from collections.abc import Iterator
from itertools import chain, repeat

from newsgen import urls
from newsgen.config import Config
from newsgen.model import Entry
from newsgen.plan.indexes import Indexes
from newsgen.plan.params import CopyParams, ListLink, PageDraft, Relation, StoryParams


def stories(indexes: Indexes, _config: Config) -> Iterator[PageDraft]:
    """A page a story and a page a copy.

    They name topics without the number of their stories, which one new story would change on
    thousands of pages.
    """
    topics = _topic_links(indexes)
    links = indexes.archive.links
    for entry, earlier, later in _between(indexes):
        related = tuple(
            [Relation(link.target, link.kind, link.reason) for link in links.get(entry.id, ())]
        )
        own_topics = tuple([topics[slug] for slug in entry.topics])
        params = StoryParams(own_topics, related, earlier, later)
        subjects = dict.fromkeys((entry.id, *[link.id for link in related], earlier, later))
        subjects.pop("", None)
        yield PageDraft(entry.address, "story.html", tuple(subjects), params)
        for copy in entry.copies:
            if copy.address:
                yield PageDraft(copy.address, "copy.html", (entry.id,), CopyParams(copy.id))


def _topic_links(indexes: Indexes) -> dict[str, ListLink]:
    """A link to each topic by slug, without an address where the topic has no page."""
    links = {}
    for slug, topic in indexes.topics.items():
        address = urls.listing("topic", slug) if slug in indexes.paged_topics else ""
        links[slug] = ListLink(topic.name, address, kind=topic.kind)
    return links


def _between(indexes: Indexes) -> Iterator[tuple[Entry, str, str]]:
    """Each story with the ids of the stories before and after it in time. An id is empty at either
    end, and for the stories without a date, which come last."""
    dated = indexes.stories.ids[: len(indexes.dated)]
    earlier = chain(("",), dated[:-1], repeat(""))
    later = chain(dated[1:], repeat(""))
    return zip(indexes.archive.entries, earlier, later, strict=False)
