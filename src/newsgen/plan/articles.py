"""A page a story, followed by a page for each of its copies where it has two or more: who sets them needs the same texts."""

from collections.abc import Iterator
from itertools import chain, repeat

from newsgen import urls
from newsgen.config import Config
from newsgen.model import Entry
from newsgen.plan.indexes import Holdings
from newsgen.plan.params import CopyParams, Draft, Place, Relation, StoryParams


def stories(holdings: Holdings, config: Config) -> Iterator[Draft]:  # noqa: ARG001 – every planner has this signature
    """A page a story and each of its copies. It names topics without their counts, which one new story would change on thousands of pages."""
    places = {
        slug: Place(topic.name, _address(holdings, slug), kind=topic.kind)
        for slug, topic in holdings.topics.items()
    }
    links = holdings.archive.links
    for entry, earlier, later in _between(holdings):
        related = tuple(
            [Relation(link.target, link.kind, link.reason) for link in links.get(entry.id, ())]
        )
        params = StoryParams(
            tuple([places[slug] for slug in entry.topics]), related, earlier, later
        )
        shown = dict.fromkeys((entry.id, *[link.id for link in related], earlier, later))
        shown.pop("", None)
        yield Draft(entry.address, "story.html", tuple(shown), params)
        for copy in entry.copies:
            if copy.address:
                yield Draft(copy.address, "copy.html", (entry.id,), CopyParams(copy.id))


def _address(holdings: Holdings, slug: str) -> str:
    return urls.listing("topic", slug) if slug in holdings.paged else ""


def _between(holdings: Holdings) -> Iterator[tuple[Entry, str, str]]:
    """Each story with the ids of those before and after it in time; empty at either end, and for the undated, which come last."""
    dated = holdings.rows.ids[: len(holdings.dated)]
    return zip(
        holdings.archive.entries,
        chain(("",), dated[:-1], repeat("")),
        chain(dated[1:], repeat("")),
        strict=False,
    )
