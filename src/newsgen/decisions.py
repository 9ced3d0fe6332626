"""The archivist's decisions: `decisions.toml` (articles, merges, splits, leads) and `topics.toml`.

A decision survives rebuilds and always wins over what was inferred. Both files are read strictly:
an unknown key is refused here, and an unknown article is refused by `by_id` with the nearest name.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from newsgen.config import ARTICLES, Branch, checked, nearest, toml
from newsgen.errors import UsageError
from newsgen.model import TopicKind

DECISIONS = "decisions.toml"
TOPICS = "topics.toml"


class ArticleDecision(Branch, frozen=True):
    """A correction of one article, which is named by `source` (path below the articles' folder,
    with `#part` for an item of a container) or by `id`.

    Fields set here show as `given`; `keep` and `cut` are 1-based line numbers of the source file;
    `drop` leaves the article out."""

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
    """`decisions.toml`. `merge` and `split` are lists of groups of articles (source or id) that
    are, or are not, one story; `lead` lists the articles that lead their story."""

    article: tuple[ArticleDecision, ...] = ()
    merge: tuple[tuple[str, ...], ...] = ()
    split: tuple[tuple[str, ...], ...] = ()
    lead: tuple[str, ...] = ()


class TopicDecision(Branch, frozen=True):
    """What the archivist says of the topic called `name`: the name to `prefer`, its other names
    (`alias`), the `broader` topics it belongs to, its `kind`, and whether to `hide` it."""

    name: str
    prefer: str = ""
    alias: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    kind: TopicKind | None = None
    hide: bool = False


class TopicDecisions(Branch, frozen=True):
    """`topics.toml`: one `[[topic]]` table a topic."""

    topic: tuple[TopicDecision, ...] = ()


class ArticleNames(NamedTuple):
    """Every name by which a decision may call an article of the archive: the `ids` themselves, and
    the id for each source (`path` or `path#part`) and for each id that an article states."""

    ids: Collection[str]
    sources: Mapping[str, str]
    stated: Mapping[str, str]

    def find(self, name: str) -> str | None:
        """The id of the article called `name`; None where there is no such article."""
        if name in self.ids:
            return name
        inside = name.removeprefix(f"{ARTICLES}/")
        return self.sources.get(name) or self.stated.get(name) or self.sources.get(inside)

    def id(self, name: str) -> str:
        """The id of the article called `name`. Raises UsageError with the nearest source."""
        article_id = self.find(name)
        if article_id is None:
            raise UsageError(
                f"{DECISIONS}: no article {name!r} – neither a source nor an id of this archive"
                f" – {nearest(name, sorted(self.sources))}"
            )
        return article_id


class DecisionsById(NamedTuple):
    """Decisions with every article named by its id: `articles` gives the correction of each
    article, `stories` holds merges, splits and leads."""

    articles: Mapping[str, ArticleDecision]
    stories: Decisions


def by_id(decisions: Decisions, names: ArticleNames) -> DecisionsById:
    """`decisions` with every article named by its id. Raises UsageError for an unknown article."""
    articles = {names.id(one.id or one.source): one for one in decisions.article}
    merge = tuple(tuple(map(names.id, group)) for group in decisions.merge)
    split = tuple(tuple(map(names.id, group)) for group in decisions.split)
    lead = tuple(map(names.id, decisions.lead))
    return DecisionsById(articles, Decisions(merge=merge, split=split, lead=lead))


def about(decisions: Decisions, names: ArticleNames) -> Decisions:
    """Those of `decisions` that name no other articles than those in `names`: of a group, the
    articles that are in `names`."""

    def known(group: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in group if names.find(name))

    return Decisions(
        article=tuple(one for one in decisions.article if names.find(one.id or one.source)),
        merge=tuple(map(known, decisions.merge)),
        split=tuple(map(known, decisions.split)),
        lead=known(decisions.lead),
    )


def decisions(source: Path) -> Decisions:
    """The decisions of the site at `source`; none where there is no file. Raises UsageError."""
    path = source / DECISIONS
    return checked(toml(path), Decisions, path) if path.is_file() else Decisions()


def topic_decisions(source: Path) -> TopicDecisions:
    """The topic decisions of the site at `source`; none where there is no file.

    Raises UsageError.
    """
    path = source / TOPICS
    return checked(toml(path), TopicDecisions, path) if path.is_file() else TopicDecisions()
