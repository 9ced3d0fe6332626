"""Cleaning: items of containers become articles.

`articles` makes them. Raw texts go through `raw_text`, whose lines are judged by `lines`; bodies
that somebody marked as the article go through `trusted` and `markup`; `fields` finds title, date,
byline and the other fields; `record` puts together what was stated, decided and found.
"""

from newsgen.clean.articles import Outcome, article, articles, line_digests
from newsgen.clean.assignment import NO_DECISION, Assignment
from newsgen.clean.record import card

__all__ = [
    "NO_DECISION",
    "Assignment",
    "Outcome",
    "article",
    "articles",
    "card",
    "line_digests",
]
