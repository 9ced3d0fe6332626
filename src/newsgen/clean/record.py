"""A draft and what container and archivist state → the article. A decision wins over a hint, a hint over what the text gives."""

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from msgspec.structs import replace

from newsgen.clean.draft import Draft
from newsgen.clean.evidence import FieldValue, given, unknown
from newsgen.clean.fields.date_expressions import days, in_language, published
from newsgen.config import CleanConfig
from newsgen.decisions import ArticleDecision
from newsgen.model import Article, Basis, Hints, Problem, Published, Raw

T = TypeVar("T")

AS_EXPORTED = "unknown in the exported record"
"""Why a field is unknown whose record is read back: nothing is inferred twice."""

_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(\d{2})[/-]?(\d{2})(?=[/_-]|$)")
_HOST = re.compile(r"^(?:https?:)?//(?:www\.)?([^/:?#\s]+)")


def record(
    raw: Raw, article_id: str, draft: Draft, config: CleanConfig, decision: ArticleDecision
) -> tuple[Article, tuple[Problem, ...]]:
    """The article, every field with its evidence, and the problems met with what the container states."""
    hints = raw.hints
    stated = _Stated(hints, decision)
    problems: list[Problem] = []
    title = stated.field("title", decision.title, hints.title) or draft.title
    dek = stated.field("dek", decision.dek, hints.dek) or draft.dek
    place = stated.field("place", decision.place, hints.place) or draft.place
    agency = stated.field("agency", decision.agency, hints.agency) or draft.agency
    lang = (
        stated.field(
            "lang", decision.lang, hints.lang and hints.lang.replace("_", "-").split("-")[0].lower()
        )
        or draft.lang
    )
    byline = stated.field("byline", decision.byline, hints.byline) or draft.byline
    outlet = stated.field("outlet", decision.outlet, hints.outlet) or (
        unknown("", AS_EXPORTED) if hints.kinds else outlet_of(hints, config)
    )
    date = _date(raw, draft, config, decision, problems)
    evidence = (
        title.evidence("title"), dek.evidence("dek"), date.evidence("date"), place.evidence("place"), byline.evidence("byline"),
        agency.evidence("agency"), outlet.evidence("outlet"), lang.evidence("lang"),
    )  # fmt: skip
    made = Article(
        article_id, raw.origin, _tidy(title.value), _tidy(dek.value), date.value, _tidy(place.value), byline.value, agency.value, _tidy(outlet.value),
        hints.url, lang.value, draft.blocks, decision.tags if decision.tags is not None else hints.tags, hints.aliases, draft.notes,
        evidence, draft.cut,
    )  # fmt: skip
    return made, tuple(problems)


def outlet_of(hints: Hints, config: CleanConfig) -> FieldValue[str]:
    """The outlet by the container's word, its folder, the address it was published at, or the archive's default."""
    if hints.outlet:
        return given(hints.outlet, "stated")
    if hints.folder:
        return FieldValue(hints.folder, "folder", "name of the folder", 0.8)
    if match := _HOST.match(hints.url):
        return FieldValue(match[1].lower(), "url", "host of the address", 0.9)
    if config.outlet:
        return given(config.outlet, "the archive's default")
    return unknown("", "no outlet named")


def own(hints: Hints) -> Hints:
    """What the container states of this copy itself: fields lent by another one, or stated to be unknown, are left out."""
    foreign = [
        field for field, basis in hints.basis if basis in {"copy", "none"} and field in _EMPTY
    ]
    return replace(hints, **{field: _EMPTY[field] for field in foreign}) if foreign else hints


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


class _Stated:
    """What archivist and container say of a field; a basis that travelled with an exported record is kept."""

    def __init__(self, hints: Hints, decision: ArticleDecision) -> None:
        self.basis = dict(hints.basis)
        self.decision = decision

    def field(self, name: str, decided: T | None, stated: T) -> FieldValue[T] | None:
        if decided is not None:
            return given(decided, "decided by the archivist")
        basis: Basis = self.basis.get(name, "given")  # type: ignore[assignment]  # readers check the names of bases
        if not stated:
            return None
        return FieldValue(stated, basis, "stated" if basis == "given" else "as exported")


def _date(
    raw: Raw, draft: Draft, config: CleanConfig, decision: ArticleDecision, problems: list[Problem]
) -> FieldValue[Published | None]:
    hints = raw.hints
    where = f"{raw.origin.path}:{raw.origin.line}"
    if decision.date is not None:
        read = published(decision.date, config)
        if read is None and decision.date:
            problems.append(
                Problem(
                    "warning",
                    where,
                    "date",
                    f"the date {decision.date!r} decided for it is none",
                    "write it as 2021-05-05",
                )
            )
        return (
            given(read, "decided by the archivist")
            if read
            else unknown(None, "the date that was decided is none")
        )
    basis: Basis = dict(hints.basis).get("date", "given")  # type: ignore[assignment]
    if hints.date:
        if read := published(hints.date, in_language(config, draft.lang.value)):
            return FieldValue(read, basis, "stated" if basis == "given" else "as exported")
        problems.append(
            Problem(
                "warning",
                where,
                "date",
                f"the date {hints.date[:40]!r} cannot be read – it is no day, or day and month are unclear",
                "write it as 2021-05-05",
            )
        )
        return unknown(None, "the date that is stated cannot be read")
    if draft.date.value is not None:
        return draft.date
    return draft.date if hints.kinds else next(_named(hints, config), draft.date)


def _named(hints: Hints, config: CleanConfig) -> Iterator[FieldValue[Published | None]]:
    """The day that stands in the address or the file's name."""
    if (match := _URL_DATE.search(hints.url)) and (
        read := published("-".join(match.groups()), config)
    ):
        yield FieldValue(read, "url", "day in the address", 0.9)
    for day in days(hints.file_date, config):
        yield FieldValue(day.published, "url", "day in the file's name", 0.85)


def _tidy(text: str) -> str:
    return " ".join(text.split())
