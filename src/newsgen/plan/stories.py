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
    for entry, earlier, later in _between(indexes):
        links = indexes.archive.links.get(entry.id, ())
        relations = [Relation(link.target, link.kind, link.reason) for link in links]
        params = StoryParams(
            topics=tuple([topics[slug] for slug in entry.topics]),
            related=tuple(relations),
            earlier=earlier,
            later=later,
        )
        shown = (entry.id, *[link.target for link in links], earlier, later)
        subjects = dict.fromkeys(shown)  # each story once
        subjects.pop("", None)

        yield PageDraft(
            path=entry.address,
            template="story.html",
            subjects=tuple(subjects),
            params=params,
        )
        yield from _copies(entry)


def _copies(entry: Entry) -> Iterator[PageDraft]:
    """The pages of the copies of a story; a story of one copy has none."""
    for copy in entry.copies:
        if copy.address:
            yield PageDraft(
                path=copy.address,
                template="copy.html",
                subjects=(entry.id,),
                params=CopyParams(copy.id),
            )


def _topic_links(indexes: Indexes) -> dict[str, ListLink]:
    """A link to each topic by slug, without an address where the topic has no page."""
    links = {}
    for slug, topic in indexes.topics.items():
        address = urls.listing("topic", slug) if slug in indexes.paged_topics else ""
        links[slug] = ListLink(
            name=topic.name,
            address=address,
            kind=topic.kind,
        )
    return links


def _between(indexes: Indexes) -> Iterator[tuple[Entry, str, str]]:
    """Each story with the ids of the stories before and after it in time. An id is empty at either
    end, and for the stories without a date, which come last."""
    entries = indexes.archive.entries
    dated = indexes.stories.ids[: len(indexes.dated)]
    without = repeat("")
    earlier = chain(("",), dated[:-1], without)
    later = chain(dated[1:], without)
    return zip(entries, earlier, later, strict=False)
