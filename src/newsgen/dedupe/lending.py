"""What the copies of one story lend each other: a field that one has and another lacks, never without saying whose it is.

Where copies disagree nothing is smoothed over: each keeps its own value, and `conflicts` lists them all.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

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
"""Field of the evidence → attribute of the article. An outlet is whose paper it is, and a language that of this very text: neither is lent."""

_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")


def lent(story: Story, articles: Mapping[str, Article]) -> dict[str, Article]:
    """Each copy of `story` by id, with the fields that others lend it; the evidence has basis `copy` and names the lender.

    The lender is the surest, then the nearest to the lead in the story's order; a field on which the lenders disagree is lent from that
    one all the same, with its confidence halved, and stands among the `conflicts`.
    """
    copies = [articles[copy.id] for copy in story.copies if copy.id in articles]
    if len(copies) == 1:
        return {copies[0].id: copies[0]}
    offers = {field: _offers(field, copies) for field in LENT}
    return {article.id: _filled(article, offers) for article in copies}


def conflicts(story: Story, articles: Mapping[str, Article]) -> tuple[Conflict, ...]:
    """The fields of which the copies of `story` have different values of their own, in the order of `LENT`."""
    copies = [articles[copy.id] for copy in story.copies if copy.id in articles]
    found = []
    for field, attribute in LENT.items():
        if len({getattr(article, attribute) for article in copies}) < 2:
            continue  # as most fields are
        values: dict[str, list[str]] = {}
        for article, _ in _offers(field, copies):
            values.setdefault(_shown(getattr(article, attribute)), []).append(article.id)
        apart = _apart(values) if field == "date" else values
        if len(apart) > 1:
            ranked = sorted(
                ((value, values[value]) for value in apart), key=lambda item: -len(item[1])
            )
            found.append(Conflict(field, tuple((value, tuple(ids)) for value, ids in ranked)))
    return tuple(found)


def _offers(field: str, copies: Sequence[Article]) -> list[tuple[Article, Evidence]]:
    """The copies that have `field` of their own, the surest first."""
    found = []
    for article in copies:
        evidence = _evidence(article, field)
        if (
            getattr(article, LENT[field])
            and evidence is not None
            and evidence.basis not in {"none", "copy", "related", "derived"}
        ):
            found.append((article, evidence))
    return sorted(found, key=lambda offer: -offer[1].confidence)


def _evidence(article: Article, field: str) -> Evidence | None:
    return next((evidence for evidence in article.evidence if evidence.field == field), None)


def _filled(article: Article, offers: Mapping[str, list[tuple[Article, Evidence]]]) -> Article:
    changes: dict[str, object] = {}
    evidence = list(article.evidence)
    for field, offered in offers.items():
        own = _evidence(article, field)
        lacking = not getattr(article, LENT[field]) or (
            own is not None and own.basis in {"none", "derived"}
        )
        fit = offered if lacking else _finer(article, offered) if field == "date" else ()
        if not fit or fit[0][0].id == article.id:
            continue
        lender, given = fit[0]
        shown = {_shown(getattr(other, LENT[field])) for other, _ in offered}
        agreed = len(_apart(sorted(shown)) if field == "date" else shown) == 1
        changes[LENT[field]] = getattr(lender, LENT[field])
        borrowed = Evidence(
            field,
            "copy",
            given.rule,
            given.confidence if agreed else given.confidence / 2,
            lender.id,
        )
        evidence = [item for item in evidence if item.field != field] + [borrowed]
    if not changes:
        return article
    order = {item.field: place for place, item in enumerate(article.evidence)}
    evidence.sort(key=lambda item: order.get(item.field, len(order)))
    return msgspec.structs.replace(article, evidence=tuple(evidence), **changes)


def _finer(
    article: Article, offered: Sequence[tuple[Article, Evidence]]
) -> list[tuple[Article, Evidence]]:
    """Those of the dates offered that name the day in the month or year that the article names."""
    own = article.published
    if own is None or own.precision not in {"month", "year"}:
        return []
    return [
        offer
        for offer in offered
        if (given := offer[0].published)
        and given.precision == "day"
        and _within(given.date, own.date)
    ]


def _apart(dates: Iterable[str]) -> list[str]:
    """The dates that differ: a month does not differ from a day in it, nor a day from an hour of it.

    >>> _apart(["2021-05", "2021-05-05", "2021-05-05T14:00:00Z"]), _apart(["2021-05", "2021-06-01"])
    (['2021-05-05T14:00:00Z'], ['2021-05', '2021-06-01'])
    """
    given = dict.fromkeys(dates)
    return [date for date in given if not any(_within(other, date) for other in given)]


def _within(date: str, span: str) -> bool:
    """True where an ISO 8601 date is a part of another that is cut shorter."""
    return (
        date.startswith(span)
        and _DATE.fullmatch(span) is not None
        and date[len(span) : len(span) + 1] in {"-", "T"}
    )


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return str(getattr(value, "date", value))
