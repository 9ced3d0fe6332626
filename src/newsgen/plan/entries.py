"""The entry of each story, with its address: the one it was published at, or a new one; and where
published addresses lead that have no page of their own any more."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from newsgen import urls
from newsgen.enrich import Description
from newsgen.model import Card, Entry, EntryCopy, Story


class Addresses(NamedTuple):
    """What was published before: the address of each story and of each copy's own page, by id; the
    `members` of each story; the story that each copy belonged to; the slugs of topics with a page."""

    stories: Mapping[str, str]
    copies: Mapping[str, str]
    members: Mapping[str, Sequence[str]]
    story_of: Mapping[str, str]
    topics: Collection[str]


class Described(NamedTuple):
    """A story with what is known of it: its description, its topics' slugs by weight, and the digest
    of its story and texts."""

    story: Story
    description: Description
    topics: tuple[str, ...]
    digest: str


def entries(
    stories: Iterable[Described], cards: Mapping[str, Card], published: Addresses
) -> tuple[Entry, ...]:
    """The entry of each story: dated ones first, by date and id, then undated ones by id."""
    return tuple(sorted((entry(one, cards, published) for one in stories), key=_order))


def entry(one: Described, cards: Mapping[str, Card], published: Addresses) -> Entry:
    """The entry of one story; `cards` are those of all articles."""
    story, shown = one.story, one.description
    own_cards = [cards[copy.id] for copy in story.copies]
    outlets = dict.fromkeys(card.outlet for card in own_cards if card.outlet)
    address = published.stories.get(story.id) or urls.story(
        shown.published.date if shown.published else "", urls.slug(shown.title), story.id
    )
    return Entry(
        id=story.id,
        address=address,
        title=shown.title,
        derived=shown.derived,
        published=shown.published,
        place=shown.place,
        agency=shown.agency,
        outlets=tuple(outlets),
        topics=one.topics,
        copies=tuple(_copies(address, own_cards, published.copies)),
        summary=shown.summary,
        words=cards[story.lead].words,
        lang=shown.lang,
        digest=one.digest,
    )


def redirects(
    entries: Sequence[Entry], published: Addresses, aliases: Mapping[str, str], *, whole: bool
) -> dict[str, str]:
    """Published address → where it leads now, for every address without a page of its own.

    A copy that moved, or is the only one of its story now, leads to its story; a story that was
    merged leads to the one that holds its members. In a run over the `whole` archive, what is gone
    leads to the page of the removed, and a topic without stories to the topic that `aliases` names
    (slug → slug) or to the topic index.
    """
    homes = {copy.id: one.address for one in entries for copy in one.copies}
    own = {one.address for one in entries}
    own |= {copy.address for one in entries for copy in one.copies}
    leads: dict[str, str] = {}
    for story_id, address in published.stories.items():
        leads[address] = _successor(published.members[story_id], homes, story_id)
    for article_id, address in published.copies.items():
        members = published.members.get(published.story_of[article_id], ())
        leads[address] = homes.get(article_id) or _successor(members, homes, article_id)
    if whole:
        present = {slug for one in entries for slug in one.topics}
        leads.update(_topic_redirects(published.topics, aliases, present))
    else:
        leads = {old: new for old, new in leads.items() if not new.startswith(urls.REMOVED)}
    return {old: new for old, new in sorted(leads.items()) if old not in own}


def _order(one: Entry) -> tuple[bool, str, str]:
    return one.published is None, one.published.date if one.published else "", one.id


def _copies(
    story_address: str, cards: Sequence[Card], published: Mapping[str, str]
) -> Iterator[EntryCopy]:
    """The copies of a story; one that is alone in its story has no page of its own."""
    for card in cards:
        address = ""
        if len(cards) > 1:
            address = published.get(card.id) or urls.copy(
                story_address, urls.slug(card.title), card.id
            )
        yield EntryCopy(card.id, address, card.outlet or _file_name(card))


def _file_name(card: Card) -> str:
    """The name of the file an article came from, with its part where it has one."""
    name = card.origin.path.rpartition("/")[2]
    return f"{name}#{card.origin.part}" if card.origin.part else name


def _successor(members: Iterable[str], homes: Mapping[str, str], gone: str) -> str:
    """The page where the members of a story stand now; if there is none, the line of `gone` on the
    page of the removed."""
    return next((homes[one] for one in members if one in homes), f"{urls.REMOVED}#{gone}")


def _topic_redirects(
    published: Iterable[str], aliases: Mapping[str, str], present: Container[str]
) -> Iterator[tuple[str, str]]:
    for slug in published:
        if slug not in present:
            target = aliases.get(slug, "")
            known = target in present
            yield (
                urls.listing("topic", slug),
                urls.listing("topic", target) if known else urls.az_index("topic"),
            )
