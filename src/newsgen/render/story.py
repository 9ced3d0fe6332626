"""The view of a story's page."""

from collections.abc import Iterator, Mapping

import msgspec
from markupsafe import Markup

from newsgen import urls
from newsgen.model import Article, Entry, Story
from newsgen.plan.params import ListLink, StoryParams
from newsgen.render.bodies import body
from newsgen.render.context import PageContext
from newsgen.render.notes import conflict_notes, field_notes
from newsgen.render.parts import Frame
from newsgen.render.phrases import (
    byline,
    clipped,
    clock,
    credit,
    date,
    headline,
    known_date,
    listed,
    percent,
    plural,
)
from newsgen.render.provenance import SourceView, copy_name, lenders, source
from newsgen.render.shared_views import NeighbourView

KINDS = {
    "lead": "The text shown",
    "identical": "The same text",
    "copy": "Trimmed or restyled",
    "version": "Another version",
}
"""What each kind of copy is called in the table of copies."""

TOPIC_GROUPS = {
    "subject": "Subjects",
    "place": "Places",
    "person": "People",
    "organisation": "Organisations",
}
"""The heading of the topics of each kind, in their order on the page."""

RELATED = {
    "same event": ("Same event", "Another report of what happened"),
    "follows": ("Follows", "What was reported before"),
    "related": ("Related", "Shares names or subjects"),
}
"""The heading of related stories and the note beside it, by the kind of link."""

CARRIED = 6
"""Copies named beside the text; the table below names all."""

SOURCES = 25
"""Copies whose provenance the story's page shows; that of further ones is on their own pages,
because the provenance of 1,000 copies made 1 MB."""

TITLE, SUMMARY = 200, 300
"""Characters to which the frame of the page cuts the title and the summary of the story."""


class CopyRowView(msgspec.Struct, frozen=True):
    """A line of the table of copies."""

    name: str
    href: str
    note: str
    iso: str
    date: str
    words: str
    shared: str
    file: str


class RelatedView(msgspec.Struct, frozen=True):
    """Related stories under one heading: the row of each, and the reason why it is related."""

    heading: str
    note: str
    rows: tuple[tuple[Markup, str], ...]


class TopicLinkView(msgspec.Struct, frozen=True):
    """A topic of the story: its name, its link (empty: it has no page), and what parts it from the
    next."""

    name: str
    href: str
    after: str


class StoryView(msgspec.Struct, frozen=True):
    """All that `story.html` shows. `topics`: those of each kind under their heading."""

    frame: Frame
    title: str
    lang: Markup
    iso: str
    date: str
    date_href: str
    clock: str
    credit: str
    copy_count: str
    notes: tuple[str, ...]
    dek: str
    byline: str
    body: Markup
    outlets: str
    copies: tuple[CopyRowView, ...]
    carried: tuple[CopyRowView, ...]
    more_carried: int
    sources: tuple[SourceView, ...]
    more_sources: int
    topics: tuple[tuple[str, tuple[TopicLinkView, ...]], ...]
    related: tuple[RelatedView, ...]
    earlier: NeighbourView | None
    later: NeighbourView | None


class _Copies(msgspec.Struct, frozen=True):
    """The copies of a story: the lead; all of them, and what each is called, by id; and the lines
    of their table, which a story of one copy does not have."""

    lead: Article
    articles: Mapping[str, Article]
    names: Mapping[str, str]
    rows: tuple[CopyRowView, ...]
    notes: tuple[str, ...]


def story(params: StoryParams, context: PageContext) -> StoryView:
    """The view of the story whose id is the page's first subject."""
    entry = context.library.entry(context.page.subjects[0])
    copies = _copies(entry, context)
    lead, rows = copies.lead, copies.rows
    iso = entry.published.date if entry.published else ""

    return StoryView(
        frame=_frame(entry, context),
        title=headline(entry.title),
        lang=context.language(entry.lang),
        iso=iso,
        date=known_date(iso),
        date_href=context.root + urls.date(iso) if iso else "",
        clock=clock(iso),
        credit=credit(entry.agency, entry.place),
        copy_count=plural(len(entry.copies), "copy"),
        notes=copies.notes,
        dek=lead.dek,
        byline=byline(lead.byline),
        body=body(lead.blocks),
        outlets=listed(entry.outlets),
        copies=rows,
        carried=rows[:CARRIED],
        more_carried=max(0, len(rows) - CARRIED),
        sources=tuple(_sources(entry, copies, context)),
        more_sources=max(0, len(rows) - SOURCES),
        topics=_topics(params.topics, context.root),
        related=tuple(_related(params, context)),
        earlier=_neighbour(params.earlier, context),
        later=_neighbour(params.later, context),
    )


def _frame(entry: Entry, context: PageContext) -> Frame:
    """The frame of the page."""
    return Frame(
        title=headline(entry.title, TITLE),
        description=clipped(entry.summary, SUMMARY),
        canonical=context.page.path,
    )


def _copies(entry: Entry, context: PageContext) -> _Copies:
    """The copies of a story; of a story of one copy there is no record to look up."""
    library = context.library
    articles = {copy.id: library.article(copy.id) for copy in entry.copies}
    names = {copy.id: copy_name(copy.name, articles[copy.id]) for copy in entry.copies}
    if len(entry.copies) == 1:
        lead = articles[entry.copies[0].id]
        notes = field_notes(lead.evidence, lenders(lead, names), "the source prints none")
        return _Copies(lead, articles, names, (), (*notes, *lead.notes))

    story = library.story(entry.id)
    lead = articles[story.lead]
    notes = field_notes(lead.evidence, lenders(lead, names), "no copy prints one")
    conflicts = conflict_notes(story, articles, names)
    return _Copies(
        lead=lead,
        articles=articles,
        names=names,
        rows=tuple(_copy_rows(entry, story, articles, context)),
        notes=(*notes, *conflicts, *lead.notes),
    )


def _copy_rows(
    entry: Entry, story: Story, articles: Mapping[str, Article], context: PageContext
) -> Iterator[CopyRowView]:
    """The lines of the table of copies."""
    listed_copies = {copy.id: copy for copy in entry.copies}
    for copy in story.copies:
        article = articles[copy.id]
        address = listed_copies[copy.id].address
        is_lead = copy.kind == "lead"
        iso = _own_date(article)
        words = entry.words if is_lead else context.length(article)

        yield CopyRowView(
            name=listed_copies[copy.id].name,
            href=urls.relative(context.page.path, address) if address else "",
            note=KINDS[copy.kind],
            iso=iso,
            date=date(iso) if iso else "no date",
            words=f"{words:,}",
            shared="–" if is_lead else percent(copy.shared),
            file=article.origin.path if article.outlet else "",
        )


def _own_date(article: Article) -> str:
    """The date of a copy as ISO 8601, empty where it has none or another copy lent it."""
    for evidence in article.evidence:
        if evidence.field == "date" and evidence.basis == "copy":
            return ""
    return article.published.date if article.published else ""


def _sources(entry: Entry, copies: _Copies, context: PageContext) -> Iterator[SourceView]:
    """The provenance of the copies, as they are listed."""
    for copy in entry.copies[:SOURCES]:
        article = copies.articles[copy.id]
        yield source(article, copy.name, context.fields(article, copies.names))


def _topics(
    topics: tuple[ListLink, ...], root: str
) -> tuple[tuple[str, tuple[TopicLinkView, ...]], ...]:
    """The topics of the story by kind, with a comma between two."""
    by_kind: dict[str, list[TopicLinkView]] = {kind: [] for kind in TOPIC_GROUPS}
    for topic in reversed(topics):
        group = by_kind[topic.kind]
        link = TopicLinkView(
            name=topic.name,
            href=root + topic.address if topic.address else "",
            after=", " if group else "",
        )
        group.append(link)

    groups = []
    for kind, links in by_kind.items():
        if links:
            groups.append((TOPIC_GROUPS[kind], tuple(links[::-1])))
    return tuple(groups)


def _related(params: StoryParams, context: PageContext) -> Iterator[RelatedView]:
    """The related stories by the kind of link."""
    if not params.related:
        return

    for kind, (heading, note) in RELATED.items():
        relations = [relation for relation in params.related if relation.kind == kind]
        if relations:
            rows = context.rows([relation.id for relation in relations])
            reasons = [relation.reason.removeprefix(f"{kind}: ") for relation in relations]
            with_reasons = zip(rows, reasons, strict=True)
            yield RelatedView(heading, note, tuple(with_reasons))


def _neighbour(story_id: str, context: PageContext) -> NeighbourView | None:
    """The story before or after this one in time; None where there is none."""
    return context.neighbour(story_id) if story_id else None
