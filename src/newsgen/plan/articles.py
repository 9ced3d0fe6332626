"""A page a story, and a page for each printing of a story that has two or more."""

from collections.abc import Iterator

from newsgen import urls
from newsgen.config import Config
from newsgen.model import Entry
from newsgen.plan.draft import Draft, Place, PrintingParams, Relation, StoryParams
from newsgen.plan.holdings import Holdings


def stories(holdings: Holdings, config: Config) -> Iterator[Draft]:  # noqa: ARG001 – every planner has this signature
    """A page a story. It names topics without their counts, which one new story would change on thousands of pages."""
    places = {slug: Place(topic.name, _address(holdings, slug), kind=topic.kind) for slug, topic in holdings.topics.items()}
    neighbours = _neighbours(holdings.dated)
    for entry in holdings.archive.entries:
        links = holdings.archive.links.get(entry.id, ())
        earlier, later = neighbours.get(entry.id, ("", ""))
        params = StoryParams(
            tuple(places[slug] for slug in entry.topics),
            tuple(Relation(link.target, link.kind, link.reason) for link in links),
            earlier,
            later,
        )
        shown = (entry.id, *(link.target for link in links), *filter(None, (earlier, later)))
        yield Draft(entry.address, "story.html", tuple(dict.fromkeys(shown)), params)


def printings(holdings: Holdings, config: Config) -> Iterator[Draft]:  # noqa: ARG001
    """A page for each printing that has an address of its own."""
    for entry in holdings.archive.entries:
        for printing in entry.printings:
            if printing.address:
                yield Draft(printing.address, "printing.html", (entry.id,), PrintingParams(printing.id))


def _address(holdings: Holdings, slug: str) -> str:
    return urls.listing("topic", slug) if slug in holdings.paged else ""


def _neighbours(dated: tuple[Entry, ...]) -> dict[str, tuple[str, str]]:
    ids = ("", *(entry.id for entry in dated), "")
    return {ids[place]: (ids[place - 1], ids[place + 1]) for place in range(1, len(ids) - 1)}
