"""Step 4, plan: the entry of each story with its address, and what the pages of the site are planned
from. The pages themselves are planned one at a time, while they are rendered."""

from collections.abc import Iterator

from newsgen import render
from newsgen.catalogue.kinds import ENTRY
from newsgen.catalogue.ledger import CopyLine, Ledger, Line, StoryLine
from newsgen.dedupe import Verdict
from newsgen.model import Entry, Record
from newsgen.pipeline.archive import Archived
from newsgen.pipeline.memo import Made, Wanted, encoded, key
from newsgen.pipeline.run import Run
from newsgen.plan import Archive, Borderline, Twin
from newsgen.plan.entries import Addresses, Described, entries, redirects
from newsgen.version import __version__


class Planned(Record, frozen=True):
    """The entries of all stories, what pages are planned from, and what the ledger is to say of
    articles, stories and copies."""

    entries: tuple[Entry, ...]
    archive: Archive
    lines: tuple[Line, ...]


def plan(run: Run, archived: Archived) -> Planned:
    """Give every story its entry, and gather what pages are planned from."""
    with run.progress.step("plan"):
        published = _published(run.inputs.ledger)
        listed = entries(_described(archived), archived.visited.cards, published)
        _keep(run, listed)
        archive = _archive(run, archived, listed, published)
        lines = (*archived.visited.lines, *_lines(listed))
    return Planned(listed, archive, lines)


def counts(archived: Archived, listed: tuple[Entry, ...]) -> dict[str, int]:
    """The counts of an archive, by name."""
    articles = len(archived.visited.cards)
    return {
        "articles": articles,
        "stories": len(listed),
        "copies": articles - len(listed),
        "undated": sum(entry.published is None for entry in listed),
        "set_aside": sum(problem.level == "error" for problem in archived.visited.problems),
        "topics": len({slug for entry in listed for slug in entry.topics}),
        "capped": archived.compared.capped,
    }


def _published(ledger: Ledger) -> Addresses:
    """What the ledger says was published."""
    return Addresses(
        stories={line.id: line.address for line in ledger.stories.values()},
        copies={line.id: line.address for line in ledger.copies.values()},
        members={line.id: line.members for line in ledger.stories.values()},
        story_of={line.id: line.story for line in ledger.copies.values()},
        topics=ledger.topics.keys(),
    )


def _described(archived: Archived) -> Iterator[Described]:
    slugs = archived.resolved.topics.of
    for story in archived.compared.stories:
        yield Described(
            story=story,
            description=archived.resolved.descriptions[story.id],
            topics=slugs.get(story.id, ()),
            digest=archived.compared.keys[story.id].hex(),
        )


def _keep(run: Run, listed: tuple[Entry, ...]) -> None:
    """Keep the entries in the catalogue, where workers find them."""
    values = ((entry.id, encoded(entry)) for entry in listed)
    wanted = [Wanted(entry_id, key(value), Made(entry_id, value)) for entry_id, value in values]
    run.memo.refresh(ENTRY, wanted, make=iter)
    run.memo.forget_others(ENTRY, {entry.id for entry in listed})


def _archive(
    run: Run, archived: Archived, listed: tuple[Entry, ...], published: Addresses
) -> Archive:
    topics = archived.resolved.topics
    whole = run.settings.whole
    return Archive(
        entries=listed,
        topics=topics.topics,
        links=archived.resolved.links,
        redirects=redirects(listed, published, topics.redirects, whole=whole),
        published_topics=frozenset(published.topics),
        counts=counts(archived, listed),
        facts={"version": __version__},
        borderline=tuple(_borderline(archived.compared.borderline, listed)),
        twins=tuple(
            Twin((twin.name, twin.other), twin.share, twin.reason) for twin in topics.suggestions
        ),
        templates=render.digest(run.settings.templates),
    )


def _borderline(verdicts: tuple[Verdict, ...], listed: tuple[Entry, ...]) -> Iterator[Borderline]:
    """The pairs that were nearly one story, or nearly two, the surest first."""
    home = {copy.id: entry for entry in listed for copy in entry.copies}
    for verdict in sorted(verdicts, key=lambda one: (-one.score, one.a, one.b)):
        a, b = home[verdict.a], home[verdict.b]
        yield Borderline(
            ids=(verdict.a, verdict.b),
            titles=(a.title, b.title),
            addresses=(a.address, b.address),
            score=verdict.score,
            merged=a is b,
        )


def _lines(listed: tuple[Entry, ...]) -> Iterator[Line]:
    """What the ledger is to say of stories and their copies."""
    for entry in listed:
        yield StoryLine(entry.id, entry.address, tuple(copy.id for copy in entry.copies))
        for copy in entry.copies:
            if copy.address:
                yield CopyLine(copy.id, copy.address, entry.id)
