"""An item that is to become an article, with what is known of it."""

from collections.abc import Sequence
from typing import NamedTuple

from newsgen.decisions import ArticleDecision
from newsgen.model import Raw

NO_DECISION = ArticleDecision()
"""The decision on an article where the archivist has decided nothing."""


class Assignment(NamedTuple):
    """An item that is to become an article: the item, the article's id, how often its paragraphs
    recur in the outlet, and what the archivist decided.

    `repeats[i]` is the bucket of how many other articles of the outlet hold paragraph i of a raw
    text; it is 0, or `repeats` is empty, where that is not known.
    """

    raw: Raw
    id: str
    repeats: Sequence[int]
    decision: ArticleDecision


def is_judged(raw: Raw) -> bool:
    """True for a raw text, whose lines are judged one by one; false for a trusted body."""
    return raw.media_type == "text/plain" and not raw.hints.trusted
