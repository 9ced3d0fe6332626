"""What `newsgen explain` says: what a build makes of one article, or why it takes two for one story.

The id, the decisions and the name of the file come from the same functions as in a build. Of the
other articles it knows what the ledger says of them: it reads no other file.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from newsgen import clean, dedupe, enrich, readers
from newsgen.catalogue.identity import Place, identities, names, remembered_items
from newsgen.catalogue.ledger import Ledger, ledger
from newsgen.config import ARTICLES, Config
from newsgen.decisions import Decisions, DecisionsById, about, by_id, decisions
from newsgen.dedupe import Explanation
from newsgen.errors import NewsgenError, UsageError
from newsgen.model import Article, Mention, Problem, Raw
from newsgen.pipeline.inputs import name_in_archive
from newsgen.pipeline.run import Settings, read_config
from newsgen.pipeline.visit_stages import item_of


class Surroundings(NamedTuple):
    """What an article is explained in: the archive's root, configuration, decisions and ledger."""

    source: Path
    config: Config
    decisions: Decisions
    ledger: Ledger


class ExplainedArticle(NamedTuple):
    """The item that was read, the article that was made of it, and the mentions found in it."""

    raw: Raw
    article: Article
    mentions: tuple[Mention, ...]


class ExplainedPair(NamedTuple):
    """Two articles, what their texts have in common, and what the archivist decided of the two:
    `merge`, `split`, or nothing (empty)."""

    first: Article
    second: Article
    explanation: Explanation
    decided: str


class _Cleaned(NamedTuple):
    """An item, the article that was made of it (None where there is none), and the problems met."""

    raw: Raw
    article: Article | None
    problems: tuple[Problem, ...]


class _Known(NamedTuple):
    """The id of each item, by place, and the decisions on them."""

    ids: Mapping[Place, str]
    decisions: DecisionsById


def surroundings(source: Path, environment: Mapping[str, str]) -> Surroundings:
    """Configuration, decisions and ledger of the archive at `source`. Raises UsageError."""
    chosen = read_config(Settings(source, environment=environment))
    return Surroundings(source, chosen, decisions(source), ledger(source))


def articles_in(around: Surroundings, path: Path) -> Iterator[Article | Problem]:
    """The articles that a build makes of the items of a file, but for line repeats in its outlet,
    and the problems met. Raises UsageError where there is no such file."""
    raws, problems = _read(around, path)
    yield from problems
    for _, article, met in _cleaned(around, raws, _known(around, raws)):
        if article is not None:
            yield article
        yield from met


def explain_article(around: Surroundings, path: Path) -> ExplainedArticle:
    """What a build makes of the first article in a file, but for line repeats in its outlet.

    Raises NewsgenError with the reader's or the cleaner's reason where there is no article.
    """
    raws, problems = _read(around, path)
    cleaned = _cleaned(around, raws, _known(around, raws))
    raw, article = _first_article(cleaned, problems, path)
    mentions = enrich.mentions([article], around.config.enrich)[0]
    return ExplainedArticle(raw, article, mentions)


def explain_pair(around: Surroundings, first: Path, second: Path) -> ExplainedPair:
    """Why the first articles of two files are one story, or are not. Raises NewsgenError."""
    contents = [_read(around, path) for path in (first, second)]
    known = _known(around, [raw for raws, _ in contents for raw in raws])
    a, b = (
        _first_article(_cleaned(around, raws, known), problems, path)[1]
        for path, (raws, problems) in zip((first, second), contents, strict=True)
    )
    explanation = dedupe.explanation(a, b)
    return ExplainedPair(a, b, explanation, _decided(known.decisions.stories, {a.id, b.id}))


def _read(around: Surroundings, path: Path) -> tuple[list[Raw], list[Problem]]:
    """The items of a file, and the problems met in reading it."""
    if not path.exists():
        raise UsageError(f"{path}: no such file – check the path")
    name = name_in_archive(around.source, path)
    contents = list(readers.read(path, name, around.config.readers))
    raws = [one for one in contents if isinstance(one, Raw)]
    return raws, [one for one in contents if isinstance(one, Problem)]


def _known(around: Surroundings, raws: Sequence[Raw]) -> _Known:
    """The ids and decisions of items, as a build finds them that sees all other files as the ledger
    last saw them."""
    own = [item_of(raw, around.config.clean) for raw in raws]
    own_files = {item.name for item in own}
    others = [name for name in _files_in_ledger(around) if name not in own_files]
    items = [*own, *remembered_items(around.ledger, others)]
    ids = identities(items, around.ledger)
    article_names = names(items, ids)
    return _Known(ids, by_id(about(around.decisions, article_names), article_names))


def _files_in_ledger(around: Surroundings) -> list[str]:
    """The files that the ledger names and that are still there."""
    home = around.source / ARTICLES
    paths = {line.path for line in around.ledger.articles.values()}
    return [path for path in sorted(paths) if os.path.exists(f"{home}/{path}")]


def _cleaned(around: Surroundings, raws: Iterable[Raw], known: _Known) -> Iterator[_Cleaned]:
    """What is made of each item, one after the other as it is asked for."""
    for raw in raws:
        article_id = known.ids[raw.origin.path, raw.origin.part]
        decision = known.decisions.articles.get(article_id)
        article, problems = clean.article(raw, article_id, (), around.config.clean, decision)
        yield _Cleaned(raw, article, problems)


def _first_article(
    cleaned: Iterable[_Cleaned], problems: Sequence[Problem], path: Path
) -> tuple[Raw, Article]:
    """The first item that becomes an article, and that article; `problems` were met in reading."""
    met = list(problems)
    for raw, article, problems_of_item in cleaned:
        if article is not None:
            return raw, article
        met += problems_of_item
    raise NewsgenError(str(met[0]) if met else f"{path}: no article in it")


def _decided(stories: Decisions, pair: set[str]) -> str:
    """What was decided of two articles, named by id. A split stands above a merge."""
    if any(pair <= set(group) for group in stories.split):
        return "split"
    return "merge" if any(pair <= set(group) for group in stories.merge) else ""
