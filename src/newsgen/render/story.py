"""The view of a story's page."""

from collections.abc import Callable
from functools import lru_cache, partial

import msgspec
from markupsafe import Markup

from newsgen import urls
from newsgen.dedupe import Conflict, conflicts
from newsgen.model import Article, Entry, Evidence, Page, Published, Story
from newsgen.plan.params import Place, StoryParams
from newsgen.render.library import Library
from newsgen.render.phrases import clipped, clock, date, headline, listed, percent, plural
from newsgen.render.templates import Press
from newsgen.render.views import Frame, SourceView, body, byline, copy_name, credit, lenders, source

KINDS = {
    "lead": "The text shown",
    "identical": "The same text",
    "copy": "Trimmed or restyled",
    "version": "Another version",
}
"""What each kind of copy is called in the table of copies."""

GROUPS = {
    "subject": "Subjects",
    "place": "Places",
    "person": "People",
    "organisation": "Organisations",
}

NEAR = {
    "same event": ("Same event", "Another report of what happened"),
    "follows": ("Follows", "What was reported before"),
    "related": ("Related", "Shares names or subjects"),
}
"""How related stories are headed, by kind of link, and the note beside."""


NOTED = ("title", "date", "place", "byline", "agency")
"""Fields that a note below the title may be about."""

NOTES = {
    "derived": "{name} derived from the {bare}: {who}.",
    "copy": "{name} from {lender}.",
    "related": "{name} from a related story.",
    "url": "{name} from the address it was published under.",
}
"""What is said of a field, by the basis it stands on; a basis that is not here needs no note."""

NOTES_ON_DATES = {
    "dateline": "Date from the dateline.",
    "text": "Date from the text: {rule}.",
    "none": "Date unknown: {rule}.",
}
"""What is said of a date in addition, since a date's certainty is always told."""


DECIDED = "decided by the archivist"
"""The rule of a field that the archivist set, which is always told."""

TOLD = frozenset({*NOTES, *NOTES_ON_DATES})


TOLD_APART = 6
"""Values on which copies differ that are all named; of more the rest is counted, and stands on the copies' own pages."""

CARRIED = 6
"""Copies named beside the text; the table below names all."""

SOURCES = 25
"""Copies whose provenance stands on the story's page; that of further ones stands on their own pages, or 1,000 copies made 1 MB."""


class CopyView(msgspec.Struct, frozen=True):
    """A line of the table of copies."""

    name: str
    href: str
    note: str
    iso: str
    date: str
    words: str
    shared: str
    file: str


class NearView(msgspec.Struct, frozen=True):
    """Related stories under one heading: a set row and the reason for each."""

    heading: str
    note: str
    rows: tuple[tuple[Markup, str], ...]


class LinkView(msgspec.Struct, frozen=True):
    """A neighbouring story."""

    href: str
    title: str
    lang: Markup
    date: str


class StoryView(msgspec.Struct, frozen=True):
    """All that `story.html` shows. `topics`: under each heading the name of a topic, its link (or empty) and what parts it from the next."""

    frame: Frame
    title: str
    lang: Markup
    iso: str
    date: str
    date_href: str
    clock: str
    credit: str
    copies_said: str
    notes: tuple[str, ...]
    dek: str
    byline: str
    body: Markup
    outlets: str
    copies: tuple[CopyView, ...]
    carried: tuple[CopyView, ...]
    more_carried: int
    sources: tuple[SourceView, ...]
    more_sources: int
    topics: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    near: tuple[NearView, ...]
    earlier: LinkView | None
    later: LinkView | None


def story(page: Page, params: StoryParams, library: Library, press: Press) -> StoryView:
    """The view of the story whose id is the page's first subject."""
    entry = library.entry(page.subjects[0])
    root = urls.root(page.path)
    record = (
        library.story(entry.id) if len(entry.copies) > 1 else None
    )  # of one copy there is nothing to look up
    articles = {copy.id: library.article(copy.id) for copy in entry.copies}
    lead = articles[record.lead if record else entry.copies[0].id]
    names = {copy.id: copy_name(copy, articles[copy.id]) for copy in entry.copies}
    iso = entry.published.date if entry.published else ""
    fields, notes = _told(
        press,
        lead.evidence,
        lenders(lead, names),
        "no copy prints one" if record else "the source prints none",
    )
    copies = (
        _copies(record, entry, page.path, articles, lambda article: press.length(article, library))
        if record
        else ()
    )
    differing = _conflicting(record, articles, names) if record else ()
    links = press.kept(library, f"links {root}", partial(_link, library, press, root))
    return StoryView(
        frame=Frame(headline(entry.title, 200), clipped(entry.summary, 300), "", page.path),
        title=headline(entry.title),
        lang=press.language(entry.lang),
        iso=iso,
        date=date(iso) if iso else "",
        date_href=root + urls.date(iso) if iso else "",
        clock=clock(iso),
        credit=credit(entry.agency, entry.place),
        copies_said=plural(len(entry.copies), "copy"),
        notes=(*notes, *differing, *lead.notes),
        dek=lead.dek,
        byline=byline(lead.byline),
        body=body(lead.blocks),
        outlets=listed(entry.outlets),
        copies=copies,
        carried=copies[:CARRIED],
        more_carried=max(0, len(copies) - CARRIED),
        sources=_sources(entry, articles, names, fields, press),
        more_sources=max(0, len(copies) - SOURCES),
        topics=_topics(params.topics, root),
        near=_near(params, library, press, root),
        earlier=links[params.earlier] if params.earlier else None,
        later=links[params.later] if params.later else None,
    )


@lru_cache(maxsize=4096)
def _told(
    press: Press, evidence: tuple[Evidence, ...], lenders: tuple[str, ...], who: str
) -> tuple[Markup, tuple[str, ...]]:
    """Why the fields of a lead have their values, and a sentence on each fact that its text does not simply print: the same for all leads
    whose fields were found alike."""
    found = dict(
        zip([each.field for each in evidence], zip(evidence, lenders, strict=True), strict=True)
    )
    notes = [_note(*found[field], who) for field in NOTED if field in found]
    return press.fields(evidence, lenders), tuple(filter(None, notes))


def _conflicting(record: Story, articles: dict[str, Article], names: dict[str, str]) -> list[str]:
    """A sentence on each field of which the copies have different values; what is equal in all, lent or not, needs no closer look."""
    shown = {
        (article.title, article.published, article.place, article.byline, article.agency)
        for article in articles.values()
    }
    return (
        [_differing(each, names) for each in conflicts(record, articles) if each.field in NOTED]
        if len(shown) > 1
        else []
    )


def _sources(
    entry: Entry, articles: dict[str, Article], names: dict[str, str], fields: Markup, press: Press
) -> tuple[SourceView, ...]:
    """The provenance of the lead, whose `fields` are told, and of the copies."""
    first, *others = [(articles[copy.id], copy.name) for copy in entry.copies[:SOURCES]]
    copies = [
        source(article, name, press.fields(article.evidence, lenders(article, names)))
        for article, name in others
    ]
    return (source(*first, fields), *copies)


def _note(found: Evidence, lender: str, who: str) -> str:
    """The sentence on one field, empty where its basis needs none."""
    if found.rule == DECIDED:
        return f"{found.field.capitalize()} {DECIDED}."
    if found.basis not in TOLD:
        return ""
    said = NOTES.get(found.basis, "") or (
        NOTES_ON_DATES.get(found.basis, "") if found.field == "date" else ""
    )
    if found.basis == "none" and found.rule.startswith("no date"):
        return ""
    name = found.field.capitalize()
    return said.format(
        name=name,
        rule=found.rule,
        bare=found.rule.removeprefix("the "),
        lender=lender or "another copy",
        who=who,
    )


def _differing(found: Conflict, names: dict[str, str]) -> str:
    """A sentence that names the values of a field on which the copies disagree, and who prints each."""
    values = [
        (date(value) if found.field == "date" else f"“{value}”", tuple(names[id_] for id_ in ids))
        for value, ids in found.values
    ]
    told = [
        f"{value} in {listed(who[:3])}{' and others' if len(who) > 3 else ''}"
        for value, who in values
    ]
    more = [f"and {len(told) - TOLD_APART:,} more"] if len(told) > TOLD_APART else []
    return f"Copies differ in {found.field}: {'; '.join([*told[:TOLD_APART], *more])}."


def _copies(
    record: Story,
    entry: Entry,
    path: str,
    articles: dict[str, Article],
    length: Callable[[Article], int],
) -> tuple[CopyView, ...]:
    copies = {copy.id: copy for copy in entry.copies}
    return tuple(
        CopyView(
            name=copies[copy.id].name,
            href=urls.relative(path, copies[copy.id].address) if copies[copy.id].address else "",
            note=KINDS[copy.kind],
            iso=published.date if (published := _own_date(articles[copy.id])) else "",
            date=date(published.date) if published else "no date",
            words=f"{entry.words if copy.kind == 'lead' else length(articles[copy.id]):,}",
            shared="–" if copy.kind == "lead" else percent(copy.shared),
            file=articles[copy.id].origin.path if articles[copy.id].outlet else "",
        )
        for copy in record.copies
    )


def _own_date(article: Article) -> Published | None:
    lent = any(found.field == "date" and found.basis == "copy" for found in article.evidence)
    return None if lent else article.published


def _topics(
    topics: tuple[Place, ...], root: str
) -> tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]:
    groups: dict[str, list[tuple[str, str, str]]] = {kind: [] for kind in GROUPS}
    for topic in reversed(topics):
        group = groups[topic.kind]
        group.append(
            (topic.name, root + topic.address if topic.address else "", ", " if group else "")
        )
    return tuple([(GROUPS[kind], tuple(group[::-1])) for kind, group in groups.items() if group])


def _near(params: StoryParams, library: Library, press: Press, root: str) -> tuple[NearView, ...]:
    if not params.related:
        return ()
    found = []
    for kind, (heading, note) in NEAR.items():
        links = [link for link in params.related if link.kind == kind]
        if links:
            rows = press.rows([link.id for link in links], library, root)
            reasons = [link.reason.removeprefix(f"{kind}: ") for link in links]
            found.append(NearView(heading, note, tuple(zip(rows, reasons, strict=True))))
    return tuple(found)


def _link(library: Library, press: Press, root: str, story_id: str) -> LinkView:
    """A link to a neighbour in time, which two pages show."""
    entry = library.entry(story_id)
    said = date(entry.published.date) if entry.published else ""
    return LinkView(
        root + entry.address, headline(entry.title, 300), press.language(entry.lang), said
    )
