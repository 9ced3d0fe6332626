"""What the copies of one story lend each other: a field that one has and another lacks, never without
saying whose it is.

Where copies disagree, each keeps its own value, and `conflicts` lists them all.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from newsgen.dedupe.records import Conflict
from newsgen.model import Article, Evidence, Story

LENT = {
    "title": "title",
    "dek": "dek",
    "date": "published",
    "place": "place",
    "byline": "byline",
    "agency": "agency",
}
"""Field of the evidence → attribute of the article. An outlet is whose paper it is, and a language is
of this very text: neither is lent."""

NOT_OWN = frozenset({"none", "copy", "related", "derived"})
"""Bases of a value that an article does not state itself, and so cannot lend."""
LACKING = frozenset({"none", "derived"})
"""Bases of a value that a lent one replaces."""
DISPUTED = 0.5
"""Share of its confidence that a lent value keeps where the lenders disagree."""

_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")


class _Offer(NamedTuple):
    """A copy that has a field of its own, and the evidence for it."""

    article: Article
    evidence: Evidence


Offers = Sequence[_Offer]


def lent(
    story: Story,
    articles: Mapping[str, Article],
) -> dict[str, Article]:
    """Each copy of `story` by id, with the fields that others lend it; the evidence of a lent field has
    basis `copy` and names the lender.

    The lender is the copy whose value is surest, then the nearest to the lead in the story's order. A
    field on which the lenders disagree is lent all the same, with half of the confidence, and stands
    among the `conflicts`.
    """
    copies = [articles[copy.id] for copy in story.copies if copy.id in articles]
    if len(copies) == 1:
        return {copies[0].id: copies[0]}

    offers = {field: _offers(field, copies) for field in LENT}

    return {article.id: _filled(article, offers) for article in copies}


def conflicts(
    story: Story,
    articles: Mapping[str, Article],
) -> tuple[Conflict, ...]:
    """The fields of which the copies of `story` have different values of their own, in the order of
    `LENT`."""
    copies = [articles[copy.id] for copy in story.copies if copy.id in articles]

    listed = []
    for field, attribute in LENT.items():
        if len({getattr(article, attribute) for article in copies}) < 2:
            continue  # most fields, told without looking at their evidence

        holders = _holders(field, copies)
        values = _different(field, holders)
        if len(values) > 1:
            ranked = [(value, tuple(holders[value])) for value in values]
            ranked.sort(key=lambda each: -len(each[1]))
            listed.append(Conflict(field, tuple(ranked)))

    return tuple(listed)


def _holders(field: str, copies: Sequence[Article]) -> dict[str, list[str]]:
    """Value of `field`, as text → the ids of the copies that have it of their own."""
    holders: dict[str, list[str]] = {}
    for article, _ in _offers(field, copies):
        value = _value_text(article, field)
        holders.setdefault(value, []).append(article.id)
    return holders


def _offers(field: str, copies: Sequence[Article]) -> list[_Offer]:
    """The copies that have `field` of their own, the surest first."""
    offers = []
    for article in copies:
        evidence = _evidence(article, field)
        if evidence is None or evidence.basis in NOT_OWN:
            continue
        if getattr(article, LENT[field]):
            offers.append(_Offer(article, evidence))

    return sorted(offers, key=lambda offer: -offer.evidence.confidence)


def _evidence(article: Article, field: str) -> Evidence | None:
    """The evidence of a field; None where the article has none."""
    for evidence in article.evidence:
        if evidence.field == field:
            return evidence
    return None


def _filled(article: Article, offers: Mapping[str, Offers]) -> Article:
    """The article with what the copies that make `offers` lend it."""
    changes: dict[str, object] = {}
    borrowed: dict[str, Evidence] = {}
    for field, offered in offers.items():
        fit = _fit(article, field, offered)
        if not fit or fit[0].article.id == article.id:
            continue

        lender = fit[0]
        attribute = LENT[field]
        changes[attribute] = getattr(lender.article, attribute)
        borrowed[field] = _borrowed(field, lender, offered)

    if not changes:
        return article

    return msgspec.structs.replace(article, evidence=_replaced(article, borrowed), **changes)


def _fit(article: Article, field: str, offered: Offers) -> Offers:
    """Those of the offers that the article takes: all, where it lacks the field; dates that are finer
    than its own; else none."""
    own = _evidence(article, field)
    is_unsure = own is not None and own.basis in LACKING
    if is_unsure or not getattr(article, LENT[field]):
        return offered

    return _finer(article, offered) if field == "date" else ()


def _borrowed(field: str, lender: _Offer, offered: Offers) -> Evidence:
    """The evidence of a lent field."""
    values = {_value_text(offer.article, field) for offer in offered}
    confidence = lender.evidence.confidence
    if len(_different(field, sorted(values))) > 1:
        confidence *= DISPUTED

    return Evidence(field, "copy", lender.evidence.rule, confidence, lender.article.id)


def _replaced(article: Article, borrowed: Mapping[str, Evidence]) -> tuple[Evidence, ...]:
    """The evidence of an article with that of the lent fields in place of its own, or at the end."""
    by_field = {evidence.field: evidence for evidence in article.evidence}
    by_field.update(borrowed)
    return tuple(by_field.values())


def _finer(article: Article, offered: Offers) -> list[_Offer]:
    """Those of the dates offered that name the day in the month or year that the article names."""
    own = article.published
    if own is None or own.precision not in {"month", "year"}:
        return []

    finer = []
    for offer in offered:
        date = offer.article.published
        if date and date.precision == "day" and _is_within(date.date, own.date):
            finer.append(offer)

    return finer


def _different(field: str, values: Collection[str]) -> Collection[str]:
    """The values that differ from each other, all of them different texts; of dates those that no
    other makes finer."""
    return _different_dates(values) if field == "date" else values


def _different_dates(dates: Iterable[str]) -> list[str]:
    """The dates that differ: a month does not differ from a day in it, nor a day from an hour of it.

    >>> _different_dates(["2021-05", "2021-05-05", "2021-05-05T14:00:00Z"])
    ['2021-05-05T14:00:00Z']
    >>> _different_dates(["2021-05", "2021-06-01"])
    ['2021-05', '2021-06-01']
    """
    given = dict.fromkeys(dates)
    return [date for date in given if not any(_is_within(other, date) for other in given)]


def _is_within(date: str, span: str) -> bool:
    """Whether an ISO 8601 date is a part of another one that is cut shorter."""
    if not date.startswith(span) or not _DATE.fullmatch(span):
        return False
    cut = date[len(span) :]
    return cut.startswith(("-", "T"))


def _value_text(article: Article, field: str) -> str:
    """The value of a lent field as text; of several names, all of them."""
    value = getattr(article, LENT[field])
    if isinstance(value, tuple):
        return "; ".join(value)

    return str(getattr(value, "date", value))
