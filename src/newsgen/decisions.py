"""The archivist's hand: `decisions.toml` (articles, merges, splits, leads) and `topics.toml`, read strictly and never guessed at.

A decision survives rebuilds and always wins over what was inferred. An unknown key is refused here; an unknown article or topic is
refused, with the nearest name, where the names are known.
"""

from pathlib import Path

from newsgen.config import Branch, checked, toml
from newsgen.model import TopicKind

DECISIONS = "decisions.toml"
TOPICS = "topics.toml"


class ArticleDecision(Branch, frozen=True):
    """A correction of one article, named by `source` (path below the articles' folder, `#part` for a container's item) or by `id`.

    Fields set here show as `given`; `keep` and `cut` are 1-based line numbers of the source file; `drop` leaves the article out."""

    source: str = ""
    id: str = ""
    title: str | None = None
    dek: str | None = None
    date: str | None = None
    place: str | None = None
    byline: tuple[str, ...] | None = None
    agency: str | None = None
    outlet: str | None = None
    lang: str | None = None
    tags: tuple[str, ...] | None = None
    keep: tuple[int, ...] = ()
    cut: tuple[int, ...] = ()
    drop: bool = False


class Decisions(Branch, frozen=True):
    """`decisions.toml`. `merge` and `split` are lists of lists of articles (source or id) that are, or are not, one story; `lead` lists the
    articles that lead their story."""

    article: tuple[ArticleDecision, ...] = ()
    merge: tuple[tuple[str, ...], ...] = ()
    split: tuple[tuple[str, ...], ...] = ()
    lead: tuple[str, ...] = ()


class TopicDecision(Branch, frozen=True):
    """What the archivist says of one topic, found by `name`: the name to `prefer`, other names it goes by (`alias`), the `broader` topics it
    belongs to, its `kind`, and whether to `hide` it."""

    name: str
    prefer: str = ""
    alias: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    kind: TopicKind | None = None
    hide: bool = False


class TopicDecisions(Branch, frozen=True):
    """`topics.toml`: one `[[topic]]` table a topic."""

    topic: tuple[TopicDecision, ...] = ()


def decisions(source: Path) -> Decisions:
    """The decisions of the site at `source`; none where there is no file. Raises UsageError."""
    path = source / DECISIONS
    return checked(toml(path), Decisions, path) if path.is_file() else Decisions()


def topic_decisions(source: Path) -> TopicDecisions:
    """The topic decisions of the site at `source`; none where there is no file. Raises UsageError."""
    path = source / TOPICS
    return checked(toml(path), TopicDecisions, path) if path.is_file() else TopicDecisions()
