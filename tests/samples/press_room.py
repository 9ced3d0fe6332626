"""What the tests of this room share: articles made of plain text, and the whole way from articles to stories."""

from collections.abc import Iterable, Mapping

from newsgen.config import DedupeConfig
from newsgen.decisions import Decisions
from newsgen.dedupe import Verdict, candidates, fingerprints, signatures, stories, verify
from newsgen.model import Article, Block, Evidence, Origin, Published, Story

CONFIG = DedupeConfig()


def article(name: str, text: str, title: str = "", date: str = "", **fields: str) -> Article:
    """An article of paragraphs, a line each; what it has of title, date, place and agency is given."""
    blocks = tuple(
        Block("paragraph", line, None, place)
        for place, line in enumerate(text.split("\n"), 1)
        if line
    )
    known = {
        "title": title,
        "date": date,
        "place": fields.get("place", ""),
        "agency": fields.get("agency", ""),
    }
    evidence = tuple(
        Evidence(field, "given" if value else "none", "stated" if value else "not stated", 1.0, "")
        for field, value in known.items()
    )
    published = Published(date, "day") if date else None
    origin = Origin(f"{name}.txt", "", "", 1)
    place, agency = known["place"], known["agency"]
    return Article(
        name,
        origin,
        title,
        "",
        published,
        place,
        (),
        agency,
        "",
        "",
        "en",
        blocks,
        (),
        (),
        (),
        evidence,
        (),
    )


def judged(articles: Iterable[Article]) -> tuple[Verdict, ...]:
    """The verdicts on all candidate pairs."""
    given = list(articles)
    made = {fingerprint.id: fingerprint for fingerprint in fingerprints(given, CONFIG)}
    return tuple(
        verify(made[a], made[b], CONFIG)
        for a, b in candidates(signatures(given, CONFIG), CONFIG).pairs
    )


def told(
    articles: Iterable[Article],
    decisions: Decisions | None = None,
    founders: Mapping[str, str] | None = None,
) -> tuple[Story, ...]:
    """The stories of some articles."""
    given = list(articles)
    return stories(
        signatures(given, CONFIG), judged(given), decisions or Decisions(), founders or {}
    )


def groups(found: Iterable[Story]) -> set[frozenset[str]]:
    """The stories as sets of ids."""
    return {frozenset(copy.id for copy in story.copies) for story in found}
