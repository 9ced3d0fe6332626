"""Where a page's subjects come from: the one thing that rendering asks of the catalogue, as a
protocol."""

from typing import Protocol

from newsgen.dedupe.records import Difference
from newsgen.model import Article, Entry, Story


class Library(Protocol):
    """Records by id. Each method raises KeyError for an id that the archive does not hold."""

    def entry(self, story_id: str) -> Entry:
        """The story as lists show it."""

    def story(self, story_id: str) -> Story:
        """The story with its copies."""

    def article(self, article_id: str) -> Article:
        """One copy, with the fields that other copies lend it and the evidence for each."""

    def difference(self, lead_id: str, copy_id: str) -> Difference:
        """How the copy `copy_id` differs from the lead of its story."""
