"""The notes below a story's title: sentences on each fact that the text does not simply print, and
on what its copies disagree about."""

from collections.abc import Mapping
from functools import lru_cache

from newsgen.dedupe import Conflict, conflicts
from newsgen.model import Article, Evidence, Story
from newsgen.render.phrases import date, listed

NOTED = ("title", "date", "place", "byline", "agency")
"""Fields that a note may be about, in the order of the notes."""

NOTES = {
    "derived": "{name} derived from the {bare}: {why_none}.",
    "copy": "{name} from {lender}.",
    "related": "{name} from a related story.",
    "url": "{name} from the address it was published under.",
}
"""What is said of a field, by the basis of its value; a basis that is not here needs no note."""

NOTES_ON_DATES = {
    "dateline": "Date from the dateline.",
    "text": "Date from the text: {rule}.",
    "none": "Date unknown: {rule}.",
}
"""What is said of a date in addition: a reader is always told how certain a date is."""

DECIDED = "decided by the archivist"
"""The rule of a field that the archivist set; a note always says so."""

VALUES = 6
"""Values on which copies differ that are all named; of more, the others are counted, and are on the
copies' own pages."""

OWNERS = 3
"""Copies of one value that are all named."""


@lru_cache(maxsize=4096)
def field_notes(
    evidence: tuple[Evidence, ...], lenders: tuple[str, ...], why_none: str
) -> tuple[str, ...]:
    """A sentence on each fact of a lead that its text does not simply print: the same for all leads
    whose fields were found alike.

    `lenders` names the copy that lent each field, or is empty there; `why_none` says why no source
    has a field.
    """
    by_field = {}
    for of_field, lender in zip(evidence, lenders, strict=True):
        by_field[of_field.field] = (of_field, lender)

    noted = [by_field[field] for field in NOTED if field in by_field]
    notes = [_field_note(of_field, lender, why_none) for of_field, lender in noted]
    return tuple(filter(None, notes))


def conflict_notes(
    story: Story, articles: Mapping[str, Article], names: Mapping[str, str]
) -> list[str]:
    """A sentence on each field for which the copies have different values.

    What is equal in all of them, lent or not, needs no closer look.
    """
    values = {
        (article.title, article.published, article.place, article.byline, article.agency)
        for article in articles.values()
    }
    if len(values) == 1:
        return []

    return [
        _conflict_note(conflict, names)
        for conflict in conflicts(story, articles)
        if conflict.field in NOTED
    ]


def _field_note(evidence: Evidence, lender: str, why_none: str) -> str:
    """The sentence on one field, empty where its basis needs none."""
    name = evidence.field.capitalize()
    if evidence.rule == DECIDED:
        return f"{name} {DECIDED}."

    pattern = NOTES.get(evidence.basis, "")
    if not pattern and evidence.field == "date":
        pattern = NOTES_ON_DATES.get(evidence.basis, "")
    if evidence.basis == "none" and evidence.rule.startswith("no date"):
        return ""

    return pattern.format(
        name=name,
        rule=evidence.rule,
        bare=evidence.rule.removeprefix("the "),
        lender=lender or "another copy",
        why_none=why_none,
    )


def _conflict_note(conflict: Conflict, names: Mapping[str, str]) -> str:
    """A sentence that names the values of a field on which the copies disagree, and who prints each."""
    phrases = []
    for value, article_ids in conflict.values[:VALUES]:
        words = date(value) if conflict.field == "date" else f"“{value}”"
        owners = listed([names[article_id] for article_id in article_ids[:OWNERS]])
        others = " and others" if len(article_ids) > OWNERS else ""
        phrases.append(f"{words} in {owners}{others}")

    more = len(conflict.values) - VALUES
    if more > 0:
        phrases.append(f"and {more:,} more")
    return f"Copies differ in {conflict.field}: {'; '.join(phrases)}."
