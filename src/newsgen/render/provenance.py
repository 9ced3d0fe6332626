"""Where an article comes from, and why each of its fields has its value, in words."""

from collections.abc import Mapping

import msgspec
from markupsafe import Markup

from newsgen.model import Article, Basis, Cut, Evidence
from newsgen.render.phrases import percent

FIELDS = {
    "title": "Title",
    "dek": "Dek",
    "date": "Date",
    "place": "Place",
    "byline": "Byline",
    "agency": "Agency",
    "outlet": "Outlet",
    "lang": "Language",
}
"""The fields that may be inferred, and what a reader calls them."""

BASES: Mapping[Basis, str] = {
    "given": "{rule}",
    "text": "from the text ({rule})",
    "dateline": "from the dateline ({rule})",
    "url": "from the address it was published under",
    "folder": "from the name of the folder",
    "copy": "from {lender}",
    "related": "from {lender}",
    "derived": "derived: {rule}",
    "none": "unknown: {rule}",
}
"""What is said of a field, by the basis of its value."""

SURE = frozenset({"none", "copy", "given"})
"""Bases on which nothing is said of how sure a value is: it is unknown, lent, or stated."""


class FieldView(msgspec.Struct, frozen=True):
    """Why a field has its value, in words, as `fields.html` sees it."""

    name: str
    why: str


class SourceView(msgspec.Struct, frozen=True):
    """Where one copy comes from: its name, file, digest and original address, what was cut from it,
    and why its fields have their values."""

    name: str
    path: str
    digest: str
    url: str
    cuts: tuple[Cut, ...]
    fields: Markup
    notes: tuple[str, ...]


def source(article: Article, name: str, fields: Markup) -> SourceView:
    """Where an article comes from; `fields` says why each of its fields has its value."""
    origin = article.origin
    return SourceView(
        name=name,
        path=f"{origin.path}#{origin.part}" if origin.part else origin.path,
        digest=origin.digest,
        url=article.url,
        cuts=article.cut,
        fields=fields,
        notes=article.notes,
    )


def why(evidence: Evidence, lender: str) -> FieldView:
    """Why a field has its value, and how sure that is where it is neither certain nor stated.

    `lender` names the copy that lent the field, or is empty.

    >>> why(Evidence("title", "derived", "first sentence", 0.5, ""), "").why
    'derived: first sentence, 50% sure'
    """
    pattern = BASES[evidence.basis]
    reason = pattern.format(rule=evidence.rule, lender=lender or "another copy")
    if evidence.basis not in SURE and 0 < evidence.confidence < 1:
        reason = f"{reason}, {percent(evidence.confidence)} sure"
    return FieldView(
        name=FIELDS.get(evidence.field, evidence.field),
        why=reason,
    )


def lenders(article: Article, names: Mapping[str, str]) -> tuple[str, ...]:
    """The name of the copy that lent each field of an article, empty where none did; `names` are by
    id."""
    return tuple(
        [names.get(evidence.source, "") if evidence.source else "" for evidence in article.evidence]
    )


def copy_name(name: str, article: Article) -> str:
    """What a sentence calls the copy that is listed as `name`: `the Capital FM copy`, `the copy
    001.txt`."""
    by_outlet = article.outlet == name
    return f"the {name} copy" if by_outlet else f"the copy {name}"
