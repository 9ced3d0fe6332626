"""The article record: what is stated and decided of an article, and a draft of its text, put
together. A decision wins over what the container states, and that over what the text gives."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from newsgen.clean.assignment import Assignment
from newsgen.clean.draft import Draft
from newsgen.clean.evidence import FieldValue, given, unknown
from newsgen.clean.fields.date_expressions import in_language, printed_dates, stated_date
from newsgen.clean.inferred import outlet_of
from newsgen.config import CleanConfig
from newsgen.model import INFERRED, Article, Basis, Card, Evidence, Hints, Problem, Published, Raw
from newsgen.text.words import count

T = TypeVar("T")
_Dated = tuple[FieldValue[Published | None], tuple[Problem, ...]]
"""A date, and the problems with what is decided or stated of it."""

AS_EXPORTED = "unknown in the exported record"
"""Why a field is unknown whose record is read back: nothing is inferred twice."""

SHOWN = 40
"""Characters of an unreadable date that a problem shows."""

_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(\d{2})[/-]?(\d{2})(?=[/_-]|$)")
_EMPTY: dict[str, Any] = {
    "title": "",
    "dek": "",
    "date": "",
    "place": "",
    "byline": (),
    "agency": "",
    "outlet": "",
    "lang": "",
}
"""The empty value of each field that another copy may lend."""


class _Fields(NamedTuple):
    """The inferred fields of an article, in the order of `INFERRED`."""

    title: FieldValue[str]
    dek: FieldValue[str]
    date: FieldValue[Published | None]
    place: FieldValue[str]
    byline: FieldValue[tuple[str, ...]]
    agency: FieldValue[str]
    outlet: FieldValue[str]
    lang: FieldValue[str]

    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of each field, in order."""
        values: tuple[FieldValue[Any], ...] = self
        evidence: list[Evidence] = []
        for name, value in zip(INFERRED, values, strict=True):
            evidence.append(value.evidence(name))
        return tuple(evidence)


def record(
    assignment: Assignment,
    draft: Draft,
    config: CleanConfig,
) -> tuple[Article, tuple[Problem, ...]]:
    """The article, every field with its evidence, and the problems with what is stated of it."""
    raw, decision = assignment.raw, assignment.decision
    date, problems = _date(assignment, draft, config)
    fields = _fields(assignment, draft, date, config)
    article = Article(
        id=assignment.id,
        origin=raw.origin,
        title=_tidy(fields.title.value),
        dek=_tidy(fields.dek.value),
        published=fields.date.value,
        place=_tidy(fields.place.value),
        byline=fields.byline.value,
        agency=fields.agency.value,
        outlet=_tidy(fields.outlet.value),
        url=raw.hints.url,
        lang=fields.lang.value,
        blocks=draft.blocks,
        tags=raw.hints.tags if decision.tags is None else decision.tags,
        aliases=raw.hints.aliases,
        notes=draft.notes,
        evidence=fields.evidence(),
        cut=draft.cut,
    )
    return article, problems


def card(article: Article) -> Card:
    """The article without its body."""
    texts = [block.text for block in article.blocks]
    return Card(
        id=article.id,
        origin=article.origin,
        title=article.title,
        published=article.published,
        place=article.place,
        agency=article.agency,
        outlet=article.outlet,
        lang=article.lang,
        tags=article.tags,
        words=count("\n".join(texts)),
    )


def own(hints: Hints) -> Hints:
    """What the container states of this copy itself, without the fields that another copy lent it
    and those that are stated to be unknown."""
    foreign = [
        field for field, basis in hints.basis if basis in {"copy", "none"} and field in _EMPTY
    ]
    if not foreign:
        return hints
    return replace(hints, **{field: _EMPTY[field] for field in foreign})


def _fields(
    assignment: Assignment,
    draft: Draft,
    date: FieldValue[Published | None],
    config: CleanConfig,
) -> _Fields:
    """The fields as decided, else as stated, else as drafted."""
    hints, decision = assignment.raw.hints, assignment.decision
    stated = _Stated(hints)
    return _Fields(
        title=stated.field("title", decision.title, hints.title) or draft.title,
        dek=stated.field("dek", decision.dek, hints.dek) or draft.dek,
        date=date,
        place=stated.field("place", decision.place, hints.place) or draft.place,
        byline=stated.field("byline", decision.byline, hints.byline) or draft.byline,
        agency=stated.field("agency", decision.agency, hints.agency) or draft.agency,
        outlet=stated.field("outlet", decision.outlet, hints.outlet) or _outlet(hints, config),
        lang=stated.field("lang", decision.lang, _lang(hints)) or draft.lang,
    )


class _Stated:
    """What archivist and container say of a field; a basis that was exported with a record stays."""

    def __init__(self, hints: Hints) -> None:
        self.bases = dict(hints.basis)

    def field(
        self,
        name: str,
        decided: T | None,
        stated: T,
    ) -> FieldValue[T] | None:
        """The field as decided, else as stated; None where neither says anything."""
        if decided is not None:
            return given(decided, "decided by the archivist")
        return self.stated(name, stated) if stated else None

    def stated(self, name: str, value: T) -> FieldValue[T]:
        """The field with the value that the container states."""
        # Readers let no other names of bases pass.
        basis: Basis = self.bases.get(name, "given")  # type: ignore[assignment]
        rule = "stated" if basis == "given" else "as exported"
        return FieldValue(value, basis, rule)


def _outlet(hints: Hints, config: CleanConfig) -> FieldValue[str]:
    """The outlet where none is stated; unknown in an exported record that is read back."""
    if hints.kinds:
        return unknown("", AS_EXPORTED)
    return outlet_of(hints, config)


def _lang(hints: Hints) -> str:
    """The language that is stated, without a region: `en` for `en_GB`."""
    parts = hints.lang.replace("_", "-").split("-")
    return parts[0].lower()


def _date(assignment: Assignment, draft: Draft, config: CleanConfig) -> _Dated:
    """The date as decided, else as stated, else as drafted, else that of address or file name; with
    a problem where the decided or stated one cannot be read."""
    raw, decided = assignment.raw, assignment.decision.date
    hints = raw.hints
    if decided is not None:
        return _decided_date(raw, decided, config)
    if hints.date:
        return _stated_date(raw, in_language(config, draft.lang.value))
    if draft.date.value is not None or hints.kinds:
        return draft.date, ()
    return next(_named_dates(hints, config), draft.date), ()


def _decided_date(raw: Raw, decided: str, config: CleanConfig) -> _Dated:
    """The date that the archivist decided; an empty one says that the date is unknown."""
    if date := stated_date(decided, config):
        return given(date, "decided by the archivist"), ()
    nothing: FieldValue[Published | None] = unknown(None, "the date that was decided is none")
    if not decided:
        return nothing, ()
    return nothing, (_date_problem(raw, f"the date {decided!r} decided for it is none"),)


def _stated_date(raw: Raw, config: CleanConfig) -> _Dated:
    """The date that the container states."""
    hints = raw.hints
    if date := stated_date(hints.date, config):
        return _Stated(hints).stated("date", date), ()
    message = (
        f"the date {hints.date[:SHOWN]!r} cannot be read – "
        "it is no day, or day and month are unclear"
    )
    return unknown(None, "the date that is stated cannot be read"), (_date_problem(raw, message),)


def _date_problem(raw: Raw, message: str) -> Problem:
    """A warning: a date that somebody stated cannot be used."""
    return Problem(
        level="warning",
        where=f"{raw.origin.path}:{raw.origin.line}",
        code="date",
        message=message,
        hint="write it as 2021-05-05",
    )


def _named_dates(
    hints: Hints,
    config: CleanConfig,
) -> Iterator[FieldValue[Published | None]]:
    """The days that stand in the article's address and in its file's name."""
    if match := _URL_DATE.search(hints.url):
        date = stated_date("-".join(match.groups()), config)
        if date:
            yield FieldValue(date, "url", "day in the address", 0.9)
    for day in printed_dates(hints.file_date, config):
        yield FieldValue(day.published, "url", "day in the file's name", 0.85)


def _tidy(text: str) -> str:
    """`text` with single spaces."""
    return " ".join(text.split())
