"""The view of one copy: how its text differs from the story's, paragraph by paragraph."""

from collections.abc import Iterator
from itertools import groupby

import msgspec
from markupsafe import Markup

from newsgen import urls
from newsgen.dedupe.records import Difference, DifferenceRow
from newsgen.model import Article, Block, Entry, Story
from newsgen.plan.params import CopyParams
from newsgen.render.context import PageContext
from newsgen.render.jinja import markup, plain
from newsgen.render.marks import merged, whole
from newsgen.render.parts import Frame
from newsgen.render.phrases import (
    byline,
    capitalised,
    clipped,
    date,
    headline,
    known_date,
    listed,
    percent,
    plural,
)
from newsgen.render.provenance import SourceView, copy_name, source

LABELS = {
    "identical": "Identical",
    "changed": "Changed",
    "moved": "Moved",
    "only-story": "Only in the story",
    "only-copy": "Only in this copy",
}
"""What stands beside a row of the difference, by its kind; a difference counts its rows in this
order."""

BORROWED = frozenset({"copy", "derived", "related", "none"})
"""Bases on which a copy does not state a field of its own."""

MAPPED = 400
"""Paragraphs above which no map is drawn: bars would be thinner than a pixel."""

SCALE, GAP, LOWEST = 6, 6, 8
"""Characters of a paragraph for each unit of its height in the map, the units between two
paragraphs, and the height of the shortest."""

MARKS = {"identical": "same", "changed": "chg", "moved": "chg"}
"""The class of a paragraph in the map that stands in both texts, by the kind of its row."""

TITLE, SUMMARY = 150, 300
"""Characters to which the title and the description of the page cut those of the story."""


class Mark(msgspec.Struct, frozen=True):
    """A shape of the map: its class and its path data."""

    kind: str
    path: str


class ParagraphsView(msgspec.Struct, frozen=True):
    """A row of the difference: its label, the class of its edge (or empty), and its paragraphs.
    `fold` says how many identical ones are folded away."""

    label: str
    edge: str
    paragraphs: tuple[Markup, ...]
    fold: str = ""


class CopyPageView(msgspec.Struct, frozen=True):
    """All that `copy.html` shows. `counts`: sentences that count what the copy does to the
    paragraphs of the story."""

    frame: Frame
    title: str
    lead: bool
    owner: str
    iso: str
    date: str
    date_href: str
    place: str
    story_href: str
    story_title: str
    story_lang: Markup
    story_credit: str
    lang: Markup
    height: int
    marks: tuple[Mark, ...]
    counts: tuple[str, ...]
    words: str
    rows: tuple[ParagraphsView, ...]
    facts: tuple[tuple[str, str], ...]
    source: SourceView


class _Compared(msgspec.Struct, frozen=True):
    """How a copy compares to the lead: the map, the sentences that count the difference, the words
    of both, and the rows."""

    height: int
    marks: tuple[Mark, ...]
    counts: tuple[str, ...]
    words: str
    rows: tuple[ParagraphsView, ...]


class _Box(msgspec.Struct, frozen=True):
    """A paragraph in the map: where it begins, its height, and where it ends."""

    top: int
    height: int
    bottom: int


def copy(params: CopyParams, context: PageContext) -> CopyPageView:
    """The view of the copy that the params name, of the story that is the page's subject."""
    entry = context.library.entry(context.page.subjects[0])
    story = context.library.story(entry.id)
    article = context.library.article(params.article)
    is_lead = article.id == story.lead
    position = [copy.id for copy in story.copies].index(article.id)
    names = {copy.id: copy.name for copy in entry.copies}
    name = names[article.id]
    owner = copy_name(name, article)
    compared = _compared(entry, story, position, context)
    iso = entry.published.date if entry.published else ""

    return CopyPageView(
        frame=_frame(owner, entry),
        title=f"{capitalised(owner)} is the text shown" if is_lead else f"What {owner} changes",
        lead=is_lead,
        owner=owner,
        iso=iso,
        date=known_date(iso),
        date_href=context.root + urls.date(iso) if iso else "",
        place=f"Copy {position + 1} of {len(story.copies)}",
        story_href=urls.relative(context.page.path, entry.address),
        story_title=headline(entry.title),
        story_lang=context.language(entry.lang),
        story_credit=entry.agency,
        lang=context.language(article.lang),
        height=compared.height,
        marks=compared.marks,
        counts=compared.counts,
        words=compared.words,
        rows=compared.rows,
        facts=_facts(article),
        source=source(article, name, context.fields(article, names)),
    )


def _frame(owner: str, entry: Entry) -> Frame:
    """The frame of the page; its canonical address is that of the story."""
    title = headline(entry.title, TITLE)
    return Frame(
        title=f"{capitalised(owner)}: {title}",
        description=clipped(entry.summary, SUMMARY),
        canonical=entry.address,
    )


def _compared(entry: Entry, story: Story, position: int, context: PageContext) -> _Compared:
    """How the copy at `position` of the story compares to the lead; the lead itself is not compared."""
    copy = story.copies[position]
    lead = context.library.article(story.lead)
    article = context.library.article(copy.id)
    left, right = _boxes(lead.blocks), _boxes(article.blocks)
    height = max([box.bottom for box in (*left[-1:], *right[-1:])], default=1)

    if copy.id == story.lead:
        words = f"{plural(entry.words, 'word')}."
        return _Compared(height, (), (), words, ())

    difference = context.library.difference(story.lead, copy.id)
    length = context.length(article)
    return _Compared(
        height=height,
        marks=tuple(_marks(difference, left, right)),
        counts=_counts(difference, copy.shared),
        words=f"{plural(length, 'word')}, against {entry.words:,} in the story.",
        rows=tuple(_rows(difference)),
    )


def _counts(difference: Difference, shared: float) -> tuple[str, ...]:
    """A sentence that counts what the copy does to the story's paragraphs, one on those that it
    adds, and one on the words that both share."""
    same, changed, moved, lacking, own = difference.counts
    total = same + changed + moved + lacking
    paragraphs = plural(total, "paragraph")
    if same == total and not own:
        return (f"All {paragraphs} of the story stand here as they are.",)

    deeds = []
    if same:
        deeds.append(f"keeps {same} as they are" if same > 1 else "keeps 1 as it is")
    if changed:
        deeds.append(f"changes {changed}")
    if moved:
        deeds.append(f"moves {moved}")
    if lacking:
        deeds.append(f"lacks {lacking}")
    sentences = f"Of the story’s {paragraphs} this copy {listed(deeds)}."
    if own:
        sentences += f" It adds {own} of its own."

    share = percent(shared)
    return (sentences, f"{share} of this copy’s runs of three words stand in the story too.")


def _rows(difference: Difference) -> Iterator[ParagraphsView]:
    """The rows for reading, runs of identical paragraphs folded into one."""
    for kind, run in groupby(difference.rows, key=lambda row: row.kind):
        rows = list(run)
        if kind == "identical":
            yield _folded(rows)
        else:
            for row in rows:
                yield _row(row)


def _folded(rows: list[DifferenceRow]) -> ParagraphsView:
    """Identical paragraphs as one row."""
    paragraphs = ["".join([piece.text for piece in row.copy]) for row in rows]
    return ParagraphsView(
        label=LABELS["identical"],
        edge="",
        paragraphs=tuple([markup(plain(paragraph)) for paragraph in paragraphs]),
        fold=plural(len(rows), "identical paragraph"),
    )


def _row(row: DifferenceRow) -> ParagraphsView:
    """A row of the difference that is not identical."""
    label = LABELS[row.kind]
    if row.kind == "only-story":
        return ParagraphsView(label, "whole gone", (whole("del", row.story),))
    if row.kind == "only-copy":
        return ParagraphsView(label, "whole", (whole("ins", row.copy),))

    if row.kind == "moved":
        in_story, _ = row.ordinals
        label = f"Moved, paragraph {in_story + 1} of the story"
    return ParagraphsView(label, "", (merged(row.story, row.copy),))


def _boxes(blocks: tuple[Block, ...]) -> list[_Box]:
    """Where each paragraph stands in the map."""
    boxes = []
    top = 0
    for block in blocks:
        height = max(LOWEST, len(block.text) // SCALE)
        bottom = top + height + GAP
        boxes.append(_Box(top, height, bottom))
        top = bottom
    return boxes


def _marks(difference: Difference, left: list[_Box], right: list[_Box]) -> Iterator[Mark]:
    """The map: the story's paragraphs left, the copy's right, by length, joined where they
    correspond."""
    if max(len(left), len(right)) > MAPPED:
        return

    for row in difference.rows:
        in_story, in_copy = row.ordinals
        story = left[in_story] if in_story >= 0 else None
        copy = right[in_copy] if in_copy >= 0 else None
        kind = MARKS.get(row.kind, "")
        if kind and story and copy:
            yield Mark("tie", _tie(story, copy))
        if story:
            yield Mark(kind or "cut", f"M1 {story.top}h40v{story.height}h-40z")
        if copy:
            yield Mark(kind or "add", f"M69 {copy.top}h40v{copy.height}h-40z")


def _tie(story: _Box, copy: _Box) -> str:
    """The shape that joins two paragraphs of the map."""
    bottom = story.top + story.height
    return f"M42 {story.top}L68 {copy.top}v{copy.height}L42 {bottom}z"


def _facts(article: Article) -> tuple[tuple[str, str], ...]:
    """What this copy states of itself, field by field, and which fields it does not state: what was
    borrowed or derived is not its own."""
    own = {evidence.field for evidence in article.evidence if evidence.basis not in BORROWED}
    values = {
        "Outlet": article.outlet,
        "Title": article.title,
        "Date": date(article.published.date) if article.published else "",
        "Place": article.place,
        "Byline": byline(article.byline),
        "Agency": article.agency,
    }
    facts = []
    missing = []
    for name, value in values.items():
        field = name.lower()
        if value and field in own:
            facts.append((name, value))
        else:
            missing.append(field)
    if missing:
        facts.append(("Not stated", ", ".join(missing)))
    return tuple(facts)
