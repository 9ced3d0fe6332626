"""What lists show of each story, and where each has its page: the ledger's address, or a new one that the ledger will hold for ever."""

from collections.abc import Container, Iterable, Mapping, Sequence

from newsgen import urls
from newsgen.catalogue.ledger import CopyLine, Ledger, Line, StoryLine, TopicLine
from newsgen.model import Card, Entry, EntryCopy, Story
from newsgen.pipeline.subjects import Described, Subjects


def entries(
    stories: Iterable[Story],
    keys: Mapping[str, bytes],
    cards: Mapping[str, Card],
    subjects: Subjects,
    ledger: Ledger,
) -> tuple[Entry, ...]:
    """An entry for each story: the dated by date and id, then the undated by id."""
    told = ledger.stories
    printed = {
        article_id: line.address
        for article_id, line in ledger.copies.items()
        if article_id in cards
    }
    found = []
    for story in stories:
        item = subjects.described[story.id]
        known = told.get(story.id)
        address = (
            known.address
            if known
            else urls.story(
                item.published.date if item.published else "", urls.slug(item.title), story.id
            )
        )
        copies = _copies_of(story, address, cards, printed)
        found.append(_entry(story, item, address, copies, (cards, subjects, keys)))
    return tuple(
        sorted(
            found,
            key=lambda entry: (
                entry.published is None,
                entry.published.date if entry.published else "",
                entry.id,
            ),
        )
    )


def redirects(
    entries: Sequence[Entry], ledger: Ledger, topics: Mapping[str, str], *, whole: bool
) -> dict[str, str]:
    """Published address → where it leads now, for all that has no page of its own any more.

    A copy that stands alone again or moved leads to its story, a merged story to the one that holds its members; in a run over the `whole`
    archive what is gone leads to the page of the removed, and a topic without stories to `topics` (alias slug → slug) or the topic index.
    """
    home = {copy.id: entry.address for entry in entries for copy in entry.copies}
    own = {entry.address for entry in entries} | {
        copy.address for entry in entries for copy in entry.copies
    }
    found = {
        story.address: _heir(story.members, home, story.id) for story in ledger.stories.values()
    }
    for line in ledger.copies.values():
        story = ledger.stories.get(line.story)
        found[line.address] = home.get(line.id) or _heir(
            story.members if story else (), home, line.id
        )
    if not whole:
        found = {old: new for old, new in found.items() if not new.startswith(urls.REMOVED)}
    else:
        found.update(_topics(ledger, topics, {slug for entry in entries for slug in entry.topics}))
    return {old: new for old, new in sorted(found.items()) if old not in own}


def lines(entries: Iterable[Entry], topics: Iterable[tuple[str, str, str]]) -> Iterable[Line]:
    """What the ledger is to say of the stories, their copies and the topics with a page (slug, name, kind)."""
    for entry in entries:
        yield StoryLine(entry.id, entry.address, tuple(copy.id for copy in entry.copies))
        for copy in entry.copies:
            if copy.address:
                yield CopyLine(copy.id, copy.address, entry.id)
    for slug, name, kind in topics:
        yield TopicLine(slug, name, kind)


def _entry(
    story: Story,
    item: Described,
    address: str,
    copies: tuple[EntryCopy, ...],
    around: tuple[Mapping[str, Card], Subjects, Mapping[str, bytes]],
) -> Entry:
    cards, subjects, keys = around
    outlets = dict.fromkeys(cards[copy.id].outlet for copy in story.copies if cards[copy.id].outlet)
    return Entry(
        story.id, address, item.title, item.derived, item.published, item.place, item.agency, tuple(outlets), subjects.folded.of.get(story.id, ()),
        copies, item.summary, cards[story.lead].words, item.lang, keys[story.id].hex(),
    )  # fmt: skip


def _copies_of(
    story: Story, address: str, cards: Mapping[str, Card], printed: Mapping[str, str]
) -> tuple[EntryCopy, ...]:
    alone = len(story.copies) == 1
    found = []
    for copy in story.copies:
        card = cards[copy.id]
        own = (
            ""
            if alone
            else printed.get(copy.id) or urls.copy(address, urls.slug(card.title), copy.id)
        )
        name = card.outlet or card.origin.path.rpartition("/")[2] + (
            f"#{card.origin.part}" if card.origin.part else ""
        )
        found.append(EntryCopy(copy.id, own, name))
    return tuple(found)


def _heir(members: Iterable[str], home: Mapping[str, str], gone: str) -> str:
    """Where the members of a story stand now; what is gone without an heir leads to its line on the page of the removed."""
    return next((home[member] for member in members if member in home), f"{urls.REMOVED}#{gone}")


def _topics(
    ledger: Ledger, aliases: Mapping[str, str], present: Container[str]
) -> Iterable[tuple[str, str]]:
    for slug in ledger.topics:
        if slug not in present:
            target = aliases.get(slug, "")
            yield (
                urls.listing("topic", slug),
                urls.listing("topic", target) if target in present else urls.az_index("topic"),
            )
