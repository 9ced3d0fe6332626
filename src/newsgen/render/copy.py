"""The view of one copy: how its text differs from the story's, paragraph by paragraph."""

from itertools import groupby

import msgspec
from markupsafe import Markup

from newsgen import urls
from newsgen.dedupe.records import Difference, DifferenceRow, Run
from newsgen.model import Article, Block, Entry, Page
from newsgen.plan.params import CopyParams
from newsgen.render.jinja import markup, plain
from newsgen.render.library import Library
from newsgen.render.phrases import clipped, date, headline, percent, plural
from newsgen.render.templates import Press
from newsgen.render.views import Frame, SourceView, byline, copy_name, lenders, source

LABELS = {
    "identical": "Identical",
    "changed": "Changed",
    "moved": "Moved",
    "only-story": "Only in the story",
    "only-copy": "Only in this copy",
}
"""What the rail says of a row, by its kind; a difference counts its rows in this order."""

BORROWED = frozenset({"copy", "derived", "related", "none"})
"""Bases on which a copy does not state a field of its own."""

MAPPED = 400
"""Paragraphs above which no map is drawn: bars would be thinner than a pixel."""

GAP = 6
"""Space between two paragraphs of the map, in characters divided by `SCALE`."""
SCALE = 6


class Mark(msgspec.Struct, frozen=True):
    """A shape of the map: its class and path data."""

    kind: str
    path: str


class RowView(msgspec.Struct, frozen=True):
    """A row of the difference: label, the class of its edge (or empty), and its paragraphs; `fold` says how many identical ones hide."""

    label: str
    edge: str
    paragraphs: tuple[Markup, ...]
    fold: str = ""


class CopyPageView(msgspec.Struct, frozen=True):
    """All that `copy.html` shows."""

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
    counted: tuple[str, ...]
    words: str
    rows: tuple[RowView, ...]
    facts: tuple[tuple[str, str], ...]
    source: SourceView


def copy(page: Page, params: CopyParams, library: Library, press: Press) -> CopyPageView:
    """The view of the copy that the params name, of the story that is the page's subject."""
    entry = library.entry(page.subjects[0])
    record = library.story(entry.id)
    article, lead = library.article(params.article), library.article(record.lead)
    place = next(number for number, copy in enumerate(record.copies) if copy.id == article.id)
    names = {made.id: made.name for made in entry.copies}
    made = next(made for made in entry.copies if made.id == article.id)
    owner = copy_name(made, article)
    is_lead = article.id == lead.id
    difference = None if is_lead else library.difference(lead.id, article.id)
    iso = entry.published.date if entry.published else ""
    root = urls.root(page.path)
    left, right = _boxes(lead.blocks), _boxes(article.blocks)
    heading = f"{_upper(owner)} is the text shown" if is_lead else f"What {owner} changes"
    return CopyPageView(
        frame=Frame(
            f"{_upper(owner)}: {headline(entry.title, 150)}",
            clipped(entry.summary, 300),
            "",
            entry.address,
        ),
        title=heading,
        lead=is_lead,
        owner=owner,
        iso=iso,
        date=date(iso) if iso else "",
        date_href=root + urls.date(iso) if iso else "",
        place=f"Copy {place + 1} of {len(record.copies)}",
        story_href=urls.relative(page.path, entry.address),
        story_title=headline(entry.title),
        story_lang=press.language(entry.lang),
        story_credit=entry.agency,
        lang=press.language(article.lang),
        height=max(_end(left), _end(right)) or 1,
        marks=_marks(difference, left, right) if difference else (),
        counted=_counted(difference, record.copies[place].shared) if difference else (),
        words=_words(0 if is_lead else press.length(article, library), entry, lead=is_lead),
        rows=tuple(_rows(difference)) if difference else (),
        facts=_facts(article),
        source=source(article, made.name, press.fields(article.evidence, lenders(article, names))),
    )


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _words(length: int, entry: Entry, *, lead: bool) -> str:
    return (
        f"{plural(entry.words, 'word')}."
        if lead
        else f"{plural(length, 'word')}, against {entry.words:,} in the story."
    )


def _counted(difference: Difference, shared: float) -> tuple[str, ...]:
    """Two sentences that count what the copy does to the story's paragraphs, and one on the words they share."""
    same, changed, moved, lacking, own = difference.counts
    total = same + changed + moved + lacking
    verbs = [
        ("keeps", same, " as they are"),
        ("changes", changed, ""),
        ("moves", moved, ""),
        ("lacks", lacking, ""),
    ]
    done = [
        f"{verb} {number}{tail if number > 1 else tail and ' as it is'}"
        for verb, number, tail in verbs
        if number
    ]
    if same == total and not own:
        return (f"All {plural(total, 'paragraph')} of the story stand here as they are.",)
    first = f"Of the story’s {plural(total, 'paragraph')} this copy {_joined(done)}."
    more = f" It adds {own} of its own." if own else ""
    return (
        first + more,
        f"{percent(shared)} of this copy’s runs of three words stand in the story too.",
    )


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _rows(difference: Difference) -> list[RowView]:
    """The rows for reading, runs of identical paragraphs folded into one."""
    found = []
    for kind, group in groupby(difference.rows, key=lambda row: row.kind):
        rows = list(group)
        if kind == "identical":
            paragraphs = tuple(
                markup(plain("".join([run.text for run in row.copy]))) for row in rows
            )
            found.append(
                RowView(LABELS[kind], "", paragraphs, plural(len(rows), "identical paragraph"))
            )
        else:
            found += [_row(row) for row in rows]
    return found


def _row(row: DifferenceRow) -> RowView:
    if row.kind == "only-story":
        return RowView(LABELS[row.kind], "whole gone", (_whole("del", row.story),))
    if row.kind == "only-copy":
        return RowView(LABELS[row.kind], "whole", (_whole("ins", row.copy),))
    label = (
        f"Moved, paragraph {row.ordinals[0] + 1} of the story"
        if row.kind == "moved"
        else LABELS[row.kind]
    )
    return RowView(label, "", (merged(row.story, row.copy),))


def merged(story: tuple[Run, ...], copy: tuple[Run, ...]) -> Markup:
    """Two aligned paragraphs as one text with what was cut and added marked; what both have is printed as the copy has it.

    >>> merged((Run("equal", "He "), Run("del", "met her"), Run("equal", " today.")), (Run("equal", "He "), Run("equal", "today.")))
    Markup('He <del>met her</del> today.')
    """
    parts: list[str] = []
    cuts, kept = _stretches(story)
    place = 0
    for run in copy:
        cut, cuts[place] = cuts[place], ""
        _write(parts, "del", cut)
        if run.kind == "equal":
            place += 1
            _write(parts, "", run.text, kept[place - 1])
        else:
            _write(parts, "ins", run.text)
    _write(parts, "del", "".join(cuts[place:]))
    return markup("".join(parts))


def _stretches(story: tuple[Run, ...]) -> tuple[list[str], list[str]]:
    """What the story alone has before each piece that both have and after the last, and those pieces as the story prints them."""
    cuts, kept = [""], []
    for run in story:
        if run.kind == "equal":
            kept.append(run.text)
            cuts.append("")
        else:
            cuts[-1] += run.text
    return cuts, kept


def _write(parts: list[str], tag: str, text: str, other: str = "") -> None:
    """Adds `text`, in a mark where `tag` names one. A space that only the story prints (`other`) is kept, and added words are parted from cut."""
    if not text:
        return
    before = parts[-1] if parts else " "
    parted = other[:1].isspace() or (
        tag == "ins" and before.endswith("</del>") and text[0].isalnum()
    )
    if parted and not text[0].isspace() and not before[-1:].isspace():
        parts.append(" ")
    parts.append(_marked(tag, text) if tag else plain(text))
    if other[-1:].isspace() and not text[-1].isspace():
        parts.append(" ")


def _marked(tag: str, text: str) -> str:
    """`text` in a mark, spaces at its ends outside."""
    bare = text.strip()
    if not bare:
        return plain(text)
    start = text.index(bare)
    return f"{text[:start]}<{tag}>{plain(bare)}</{tag}>{text[start + len(bare) :]}"


def _whole(tag: str, runs: tuple[Run, ...]) -> Markup:
    return markup(f"<{tag}>{plain(''.join([run.text for run in runs]))}</{tag}>")


def _end(boxes: list[tuple[int, int]]) -> int:
    return boxes[-1][0] + boxes[-1][1] + GAP if boxes else 0


def _marks(
    difference: Difference, left: list[tuple[int, int]], right: list[tuple[int, int]]
) -> tuple[Mark, ...]:
    """The paragraph map: the story's paragraphs left, the copy's right, by length, joined where they correspond."""
    if max(len(left), len(right)) > MAPPED:
        return ()
    marks = []
    for row in difference.rows:
        one, other = row.ordinals
        kind = {"identical": "same", "changed": "chg", "moved": "chg"}.get(row.kind, "")
        if kind and one >= 0 and other >= 0:
            (top, tall), (peak, high) = left[one], right[other]
            marks.append(Mark("tie", f"M42 {top}L68 {peak}v{high}L42 {top + tall}z"))
        if one >= 0:
            marks.append(Mark(kind or "cut", f"M1 {left[one][0]}h40v{left[one][1]}h-40z"))
        if other >= 0:
            marks.append(Mark(kind or "add", f"M69 {right[other][0]}h40v{right[other][1]}h-40z"))
    return tuple(marks)


def _boxes(blocks: tuple[Block, ...]) -> list[tuple[int, int]]:
    """Where each paragraph begins in the map, and its height."""
    found, at = [], 0
    for block in blocks:
        size = max(8, len(block.text) // SCALE)
        found.append((at, size))
        at += size + GAP
    return found


def _facts(article: Article) -> tuple[tuple[str, str], ...]:
    """What this copy states of itself, field by field; what it borrowed or what was derived is left out."""
    own = {found.field for found in article.evidence if found.basis not in BORROWED}
    stated = {
        "Outlet": article.outlet if "outlet" in own else "",
        "Title": article.title if "title" in own else "",
        "Date": date(article.published.date) if article.published and "date" in own else "",
        "Place": article.place if "place" in own else "",
        "Byline": byline(article.byline) if "byline" in own else "",
        "Agency": article.agency if "agency" in own else "",
    }
    missing = ", ".join(name.lower() for name, value in stated.items() if not value)
    return (
        *((name, value) for name, value in stated.items() if value),
        *((("Not stated", missing),) if missing else ()),
    )
