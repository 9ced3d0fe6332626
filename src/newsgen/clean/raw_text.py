"""Raw texts: which of their lines are headline, dek, byline and date line, which are body, and which
are cut by what rule."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from newsgen.clean.assignment import Assignment
from newsgen.clean.draft import Draft
from newsgen.clean.evidence import FieldValue
from newsgen.clean.fields.correction_notes import correction_notes
from newsgen.clean.fields.date_expressions import in_language
from newsgen.clean.fields.headline_features import is_aside
from newsgen.clean.inferred import language_of, outlet_of
from newsgen.clean.lines.classify import Judgement, judgements
from newsgen.clean.lines.features import Lines
from newsgen.clean.paragraphs import RUNNING, Paragraph, paragraphs
from newsgen.clean.raw_fields import RawFields, raw_fields
from newsgen.config import CleanConfig
from newsgen.model import Block, Cut
from newsgen.text.words import plain

HEADINGS = 3
"""Lines that may stand as headings above a report; more of them are a list or a table."""
NEARLY = 12
"""Characters by which a line that repeats the headline may differ from it in length: quotes, stops,
spaces."""
ITEM = 30
"""Lines of a short report of figures, at most."""

_HEADING = re.compile(r"[^\d.!?…:;\"”’»|\t]*[^\W\d_]")
_DATELINED = Judgement(keep=True, kind="paragraph", rule="dateline")
_LEFT = Judgement(keep=True, kind="paragraph", rule="nothing else is left")
_ALL_KEPT = "no line of it reads like a report, so all are kept"
_ALL_CUT = "no line of it reads like a report, so its body is empty and all are among what was cut"


class _RawText(NamedTuple):
    """The paragraphs of an assigned raw text, and the bucket of how often the outlet prints each."""

    assignment: Assignment
    paragraphs: Sequence[Paragraph]
    repeats: Sequence[int]

    @property
    def texts(self) -> list[str]:
        """The texts of the paragraphs."""
        return [paragraph.text for paragraph in self.paragraphs]


def drafts(
    assignments: Sequence[Assignment],
    config: CleanConfig,
) -> Iterator[Draft]:
    """The draft of each raw text, in order. Their lines are judged together, which is faster; a
    draft does not depend on the other texts."""
    whole = [_raw_text(assignment) for assignment in assignments]
    left = [_without_cut(raw_text) for raw_text in whole]
    langs = [language_of(text.texts, text.assignment.raw.hints, config) for text in left]
    lines = [
        (Lines(text.texts, text.repeats, lang.value), _outlet(text, config))
        for text, lang in zip(left, langs, strict=True)
    ]
    judged = judgements(lines, config)
    for text, left_text, lang, verdicts in zip(whole, left, langs, judged, strict=True):
        draft = _draft(left_text, verdicts, lang, config)
        yield draft if left_text is text else _with_cut(draft, text)


def _raw_text(assignment: Assignment) -> _RawText:
    """The paragraphs of an assigned raw text; none of them recurs where their repeats are not
    known."""
    raw = assignment.raw
    own = paragraphs(raw.text, raw.origin.line)
    repeats = assignment.repeats
    if len(repeats) != len(own):
        repeats = (0,) * len(own)
    return _RawText(assignment, own, repeats)


def _without_cut(text: _RawText) -> _RawText:
    """The text without the paragraphs that the archivist cut."""
    cut = _on_lines(text.assignment.decision.cut, text.paragraphs)
    if not cut:
        return text
    left = [index for index in range(len(text.paragraphs)) if index not in cut]
    return text._replace(
        paragraphs=[text.paragraphs[index] for index in left],
        repeats=[text.repeats[index] for index in left],
    )


def _with_cut(draft: Draft, text: _RawText) -> Draft:
    """The draft with the paragraphs that the archivist cut among what was cut."""
    indices = _on_lines(text.assignment.decision.cut, text.paragraphs)
    cuts = list(draft.cut)
    for index in indices:
        paragraph = text.paragraphs[index]
        cuts.append(Cut(paragraph.number, paragraph.text, "cut by the archivist"))

    in_order = sorted(cuts, key=lambda cut: cut.line)
    return replace(draft, cut=tuple(in_order))


def _on_lines(lines: Sequence[int], own: Sequence[Paragraph]) -> set[int]:
    """The indices of the paragraphs in which these `lines` of the file lie; a paragraph can run
    over several lines."""
    if not lines:
        return set()
    starts = [paragraph.number for paragraph in own]
    indices = [bisect_right(starts, line) - 1 for line in lines]
    return {index for index in indices if index >= 0}


def _outlet(text: _RawText, config: CleanConfig) -> str:
    """The outlet whose rules the lines are judged by."""
    raw, decision = text.assignment.raw, text.assignment.decision
    return decision.outlet or outlet_of(raw.hints, config).value


def _draft(
    text: _RawText,
    judged: Sequence[Judgement],
    lang: FieldValue[str],
    config: CleanConfig,
) -> Draft:
    """The fields and the body of a text whose lines were `judged`."""
    texts, hints = text.texts, text.assignment.raw.hints
    verdicts, doubt = _doubted(texts, list(judged))
    fields = raw_fields(
        texts,
        [verdict.keep for verdict in verdicts],
        text.repeats,
        hints,
        in_language(config, lang.value),
    )
    if fields.dateline_line >= 0 and not verdicts[fields.dateline_line].keep:
        verdicts[fields.dateline_line] = _DATELINED
    rules = _field_rules(fields)
    taken = {*rules, fields.dateline_line}
    for line in _headings(texts, verdicts, fields.body, taken):
        rules[line] = "heading above the report"
    blocks, cut = _parted(text, verdicts, rules, fields.title.value)
    return Draft(
        title=fields.title,
        dek=fields.dek,
        date=fields.date,
        place=fields.place,
        byline=fields.byline,
        agency=fields.agency,
        lang=lang,
        blocks=blocks,
        notes=correction_notes(texts, fields.title.value),
        cut=cut,
        doubt=doubt,
    )


def _doubted(
    texts: Sequence[str],
    verdicts: list[Judgement],
) -> tuple[list[Judgement], str]:
    """The verdicts, and why they are doubtful where no line would be left.

    A report that is too short to be judged is kept, and so is a text that has any paragraph; a text
    that has labels and buttons alone has no body.
    """
    if not verdicts or any(verdict.keep for verdict in verdicts):
        return verdicts, ""
    if _is_short_report(texts):
        return [_LEFT] * len(verdicts), ""
    if any(len(text) >= RUNNING for text in texts):
        return [_LEFT] * len(verdicts), _ALL_KEPT
    return verdicts, _ALL_CUT


def _is_short_report(texts: Sequence[str]) -> bool:
    """True for a few lines of figures or sentences, a dividend or a result: too little for the line
    model, and no page of buttons."""
    if len(texts) > ITEM:
        return False
    telling = [text for text in texts if text.endswith(".") or any(map(str.isdigit, text))]
    is_telling = len(telling) * 2 >= len(texts)
    return is_telling and not any(map(is_aside, texts))


def _field_rules(fields: RawFields) -> dict[int, str]:
    """Each line that a field was read from, with the rule that cuts it from the body; the rule is
    empty for headline and dek, which are not cut: the article shows them."""
    rules = dict.fromkeys(fields.byline.used, "byline")
    rules |= dict.fromkeys(fields.date.used, "date line")
    return rules | dict.fromkeys((*fields.title.used, *fields.dek.used), "")


def _headings(
    texts: Sequence[str],
    verdicts: Sequence[Judgement],
    body: Sequence[int],
    taken: set[int],
) -> list[int]:
    """Short lines that stand before the first running text and are neither sentences nor figures:
    section names, other headlines."""
    end = body[0] if body else len(texts)
    above = [line for line in range(end) if verdicts[line].keep and line not in taken]
    headings = [line for line in above if _HEADING.fullmatch(texts[line])]
    return headings if len(headings) == len(above) <= HEADINGS else []


def _parted(
    text: _RawText,
    verdicts: Sequence[Judgement],
    rules: dict[int, str],
    headline: str,
) -> tuple[tuple[Block, ...], tuple[Cut, ...]]:
    """Body and cut lines, each in order.

    `rules` are those of `_field_rules`: a line whose rule is empty is neither body nor cut. Lines
    that the archivist wants kept are body.
    """
    blocks: list[Block] = []
    cut: list[Cut] = []
    wanted = _on_lines(text.assignment.decision.keep, text.paragraphs)
    repeats_headline = _Repeats(headline)
    for index, (paragraph, verdict) in enumerate(zip(text.paragraphs, verdicts, strict=True)):
        rule = rules.get(index)
        if rule is None and repeats_headline(paragraph.text):
            rule = "repeats the headline"
        if index in wanted or (rule is None and verdict.keep):
            blocks.append(Block(verdict.kind, paragraph.text, None, paragraph.number))
        elif rule != "":
            cut.append(Cut(paragraph.number, paragraph.text, rule or verdict.rule))
    return tuple(blocks), tuple(cut)


class _Repeats:
    """Tells whether a line has the words of a headline; only lines of nearly its length are looked
    at more closely."""

    def __init__(self, headline: str) -> None:
        self.words = plain(headline)
        self.lengths = range(0)
        if self.words:
            shortest = len(headline) - NEARLY
            longest = len(headline) + NEARLY
            self.lengths = range(shortest, longest + 1)

    def __call__(self, text: str) -> bool:
        is_near = len(text) in self.lengths
        return is_near and plain(text) == self.words
