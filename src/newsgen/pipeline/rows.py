"""The exported records: one plain mapping an article, keys and order as the command-line contract has them."""

from collections.abc import Iterator

from newsgen.model import Article, Copy, Entry, Evidence, Topic
from newsgen.pipeline.job import Workshop
from newsgen.pipeline.run import Archived
from newsgen.pipeline.subjects import copy as lent_article

Row = dict[str, object]

_BASES = ("title", "date", "place", "byline", "agency", "outlet", "dek", "lang")


def rows(shop: Workshop, archived: Archived) -> Iterator[tuple[Row, Article]]:
    """A row for each article, by source, and the article itself; fields that another copy lent are there, marked `copy`."""
    entries = {entry.id: entry for entry in archived.entries}
    topics = {topic.slug: topic for topic in archived.subjects.folded.topics}
    told = {copy.id: (story.id, copy) for story in archived.told.stories for copy in story.copies}
    cards = archived.intake.cards.values()
    for card in sorted(cards, key=lambda card: (card.origin.path, card.origin.part)):
        story_id, copy = told[card.id]
        entry = entries[story_id]
        article = lent_article(shop.catalogue, card.id)
        yield (
            row(article, copy, entry, [topics[slug] for slug in entry.topics if slug in topics]),
            article,
        )


def row(article: Article, copy: Copy, entry: Entry, topics: list[Topic]) -> Row:
    """One article as an exported record."""
    evidence = {item.field: item for item in article.evidence}
    place = article.origin
    own = next((copy.address for copy in entry.copies if copy.id == article.id), "")
    return {
        "source": f"{place.path}#{place.part}" if place.part else place.path,
        "id": article.id,
        "story": entry.id,
        "kind": copy.kind,
        "address": entry.address if copy.kind == "lead" or not own else own,
        "url": article.url or None,
        "title": article.title or None,
        "dek": article.dek or None,
        "byline": list(article.byline),
        "agency": article.agency or None,
        "outlet": article.outlet or None,
        "place": article.place or None,
        "lang": article.lang or None,
        "date": article.published.date if article.published else None,
        "date_precision": article.published.precision if article.published else "none",
        **{f"{field}_basis": _basis(evidence.get(field)) for field in _BASES},
        "topics": [{"name": topic.name, "kind": topic.kind} for topic in topics],
        "paragraphs": [block.text for block in article.blocks],
        "kinds": [block.kind for block in article.blocks],
        "removed": [{"line": cut.line, "text": cut.text, "rule": cut.rule} for cut in article.cut],
        "shared": round(copy.shared, 4),
    }


def _basis(evidence: Evidence | None) -> str:
    return evidence.basis if evidence else "none"
