"""The exported records: one plain mapping an article, keys and order as the command-line contract
has them."""

from collections.abc import Iterator

from newsgen.model import Article, Copy, Entry, Evidence, Topic
from newsgen.pipeline.archive import Archived
from newsgen.pipeline.plan import Planned
from newsgen.pipeline.run import Run
from newsgen.pipeline.worker import lent_article

ExportRecord = dict[str, object]
_BASES = ("title", "date", "place", "byline", "agency", "outlet", "dek", "lang")


def export_records(
    run: Run, archived: Archived, planned: Planned
) -> Iterator[tuple[ExportRecord, Article]]:
    """A record for each article, ordered by source, and the article itself. Fields that another copy
    lent are there, marked `copy`."""
    entries = {entry.id: entry for entry in planned.entries}
    topics = {topic.slug: topic for topic in archived.resolved.topics.topics}
    copies = {
        copy.id: (story.id, copy) for story in archived.compared.stories for copy in story.copies
    }
    cards = archived.visited.cards.values()
    for card in sorted(cards, key=lambda card: (card.origin.path, card.origin.part)):
        story_id, copy = copies[card.id]
        entry = entries[story_id]
        article = lent_article(run.catalogue, card.id)
        own_topics = [topics[slug] for slug in entry.topics if slug in topics]
        yield export_record(article, copy, entry, own_topics), article


def export_record(article: Article, copy: Copy, entry: Entry, topics: list[Topic]) -> ExportRecord:
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
