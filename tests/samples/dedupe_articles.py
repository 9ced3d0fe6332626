"""What the tests of dedupe share: articles made of plain text, and the whole way from articles to
stories."""

from collections.abc import Iterable, Mapping

from newsgen.config import DedupeConfig
from newsgen.decisions import Decisions
from newsgen.dedupe import Verdict, candidates, fingerprints, signatures, verdict
from newsgen.dedupe import stories as stories_of
from newsgen.model import Article, Block, Evidence, Origin, Published, Story

CONFIG = DedupeConfig()


def article(name: str, text: str, title: str = "", date: str = "", **fields: str) -> Article:
    """An article of paragraphs, a line each; the evidence says of title, date, place and agency
    whether they are given."""
    place, agency = fields.get("place", ""), fields.get("agency", "")
    known = {"title": title, "date": date, "place": place, "agency": agency}
    return Article(
        id=name,
        origin=Origin(f"{name}.txt", "", "", 1),
        title=title,
        dek="",
        published=Published(date, "day") if date else None,
        place=place,
        byline=(),
        agency=agency,
        outlet="",
        url="",
        lang="en",
        blocks=_blocks(text),
        tags=(),
        aliases=(),
        notes=(),
        evidence=tuple(_evidence(field, value) for field, value in known.items()),
        cut=(),
    )


def _blocks(text: str) -> tuple[Block, ...]:
    return tuple(
        Block("paragraph", line, None, place)
        for place, line in enumerate(text.split("\n"), 1)
        if line
    )


def _evidence(field: str, value: str) -> Evidence:
    if value:
        return Evidence(field, "given", "stated", 1.0, "")
    return Evidence(field, "none", "not stated", 1.0, "")


def verdicts(articles: Iterable[Article]) -> tuple[Verdict, ...]:
    """The verdicts on all candidate pairs."""
    given = list(articles)
    by_id = {fingerprint.id: fingerprint for fingerprint in fingerprints(given)}
    pairs = candidates(signatures(given, CONFIG), CONFIG).pairs
    return tuple(verdict(by_id[a], by_id[b]) for a, b in pairs)


def stories(
    articles: Iterable[Article],
    decisions: Decisions | None = None,
    founders: Mapping[str, str] | None = None,
) -> tuple[Story, ...]:
    """The stories of some articles."""
    given = list(articles)
    signed = signatures(given, CONFIG)
    return stories_of(signed, verdicts(given), decisions or Decisions(), founders or {})


def groups(stories: Iterable[Story]) -> set[frozenset[str]]:
    """The stories as sets of ids."""
    return {frozenset(copy.id for copy in story.copies) for story in stories}
