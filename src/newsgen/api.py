"""The Python interface: what another program may call, and rely on. `docs/api.md` shows it at work.

Everything in `__all__` is also there as `newsgen.NAME`.
"""

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path

from newsgen.commands import build as build_command
from newsgen.commands import export as export_command
from newsgen.errors import NewsgenError, UsageError
from newsgen.model import Article, Problem, Report
from newsgen.pipeline.explain import (
    ExplainedArticle,
    ExplainedPair,
    articles_in,
    explain_article,
    explain_pair,
    surroundings,
)
from newsgen.pipeline.run import Settings

__all__ = [
    "Article",
    "ExplainedArticle",
    "ExplainedPair",
    "NewsgenError",
    "Problem",
    "Report",
    "UsageError",
    "build",
    "explain",
    "explain_two",
    "export",
    "read",
]

AnyPath = str | PathLike[str]
NO_OPTIONS: Mapping[str, str] = {}


def read(path: AnyPath, *, source: AnyPath = ".") -> Iterator[Article | Problem]:
    """The articles in one file, cleaned, and the problems met, one after the other.

    Configuration, decisions and ledger are those of the archive at `source`. How often a line is
    repeated in its outlet is not counted, since no other file is read. Raises UsageError where
    there is no such file.
    """
    return articles_in(surroundings(Path(source), NO_OPTIONS), Path(path))


def build(
    source: AnyPath = ".",
    *,
    paths: Iterable[AnyPath] = (),
    destination: AnyPath | None = None,
    workers: int = 1,
    options: Mapping[str, str] = NO_OPTIONS,
) -> Report:
    """Bring the site of the archive at `source` up to date, as `newsgen build` does.

    `paths` replace the articles' folder, `destination` replaces `site/`; `options` are settings of
    `newsgen.toml` for this run, such as `{"plan.page_size": "50"}`. With more than one of `workers`
    processes are started. Raises NewsgenError, and the published site stays as it was.
    """
    return build_command.build(
        Settings(
            source=Path(source),
            paths=tuple(map(Path, paths)),
            destination=None if destination is None else Path(destination),
            workers=workers,
            options=options,
        )
    )


def export(
    target: AnyPath,
    source: AnyPath = ".",
    *,
    paths: Iterable[AnyPath] = (),
    workers: int = 1,
    options: Mapping[str, str] = NO_OPTIONS,
) -> Report:
    """Write the records of the archive at `source` to `target`, as `newsgen export` does: JSON
    lines, `.csv`, or (`.md` or no suffix) a folder of Markdown. Raises NewsgenError."""
    settings = Settings(
        source=Path(source), paths=tuple(map(Path, paths)), workers=workers, options=options
    )
    return export_command.export(settings, Path(target))


def explain(path: AnyPath, *, source: AnyPath = ".") -> ExplainedArticle:
    """What a build makes of the first article in a file: the item as it was read, the article with
    its evidence and what was cut, and the mentions found in it. Raises NewsgenError."""
    return explain_article(surroundings(Path(source), NO_OPTIONS), Path(path))


def explain_two(first: AnyPath, second: AnyPath, *, source: AnyPath = ".") -> ExplainedPair:
    """Why the first articles of two files are one story, or are not. Raises NewsgenError."""
    return explain_pair(surroundings(Path(source), NO_OPTIONS), Path(first), Path(second))
