"""One run over an archive: what the command line chose, what is read before any article, and what
the steps work with."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from newsgen import render
from newsgen.catalogue import Catalogue
from newsgen.catalogue.ledger import Ledger, ledger
from newsgen.clean.lines import classify
from newsgen.config import ARTICLES, FILE, Config, config
from newsgen.decisions import Decisions, TopicDecisions, decisions, topic_decisions
from newsgen.engine import Engine, engine
from newsgen.errors import NewsgenError, UsageError
from newsgen.model import Problem
from newsgen.output.lock import lock
from newsgen.pipeline.inputs import File, files
from newsgen.pipeline.memo import Memo, open_memo
from newsgen.pipeline.progress import CountedEngine, Listener, Nobody, Progress
from newsgen.pipeline.worker import Job, close_catalogues, job

SMALL = 300
"""Files below which a second process costs more than it saves."""


class Settings(msgspec.Struct, frozen=True):
    """What the command line chose.

    `source` is the site's root; `paths` replace its articles' folder; `destination` and `cache`
    default to `site` and `.newsgen` below it. `workers` 0 means as many as there are `cores`;
    `chunk` items go to a worker at a time; `limit` 0 means all files. `why` is the path of a page,
    a source or an id to account for.
    """

    source: Path
    paths: tuple[Path, ...] = ()
    destination: Path | None = None
    cache: Path | None = None
    workers: int = 0
    cores: int = 1
    chunk: int = 32
    limit: int = 0
    dry_run: bool = False
    full: bool = False
    why: str = ""
    options: Mapping[str, str] = {}
    environment: Mapping[str, str] = {}

    @property
    def site(self) -> Path:
        """The folder the site is published to."""
        return self.destination or self.source / "site"

    @property
    def templates(self) -> Path | None:
        """The site's own templates; None where it has none."""
        folder = self.source / "templates"
        return folder if folder.is_dir() else None

    @property
    def kept(self) -> bool:
        """True where the site has a configuration, so that its addresses are for ever."""
        return (self.source / FILE).is_file()

    @property
    def whole(self) -> bool:
        """True for a run over all articles of a kept site, to its own destination."""
        return self.kept and not (self.paths or self.limit or self.destination)

    @property
    def records(self) -> bool:
        """True where this run may write the ledger."""
        return self.whole and not self.dry_run

    @property
    def folder(self) -> Path:
        """The cache folder. A run over given paths of a kept site has one of its own, so that it
        does not spoil the site's."""
        folder = self.cache or self.source / ".newsgen"
        return folder / "given" if self.paths and self.kept else folder


class Inputs(msgspec.Struct, frozen=True):
    """What a run reads before any article; `notes` tell of files that are not read."""

    config: Config
    decisions: Decisions
    topics: TopicDecisions
    ledger: Ledger
    files: tuple[File, ...]
    notes: tuple[Problem, ...]


class Run(msgspec.Struct, frozen=True):
    """What the steps of a run work with: `engine` runs stages, which are handed the `job`; `memo`
    keeps what they make in the `catalogue`."""

    settings: Settings
    inputs: Inputs
    engine: Engine
    progress: Progress
    catalogue: Catalogue
    memo: Memo
    job: Job


def read_inputs(settings: Settings) -> Inputs:
    """Everything a run reads before any article.

    Raises UsageError, and NewsgenError where there is no file with articles at all.
    """
    chosen = read_config(settings)
    source = settings.source
    all_files, notes = files(source, settings.paths, (settings.site, settings.folder))
    if not all_files:
        places = ", ".join(map(str, settings.paths)) or str(source / ARTICLES)
        raise NewsgenError(
            f"{places}: no articles – no file of a known kind lies there"
            " – put articles in it (.txt, .md …); the site stays as it is"
        )
    return Inputs(
        config=chosen,
        decisions=decisions(source),
        topics=topic_decisions(source),
        ledger=ledger(source),
        files=all_files[: settings.limit or None],
        notes=notes,
    )


def read_config(settings: Settings) -> Config:
    """The configuration of a run. Raises UsageError."""
    chosen = config(settings.source, settings.environment, settings.options)
    for rule in chosen.clean.rules:
        if fault := classify.fault(rule):
            raise UsageError(
                f"{settings.source / FILE}: clean.rules: {rule.pattern!r} – {fault}"
                " – mend the pattern"
            )
    return chosen


@contextmanager
def open_run(settings: Settings, inputs: Inputs, listener: Listener | None = None) -> Iterator[Run]:
    """Lock the cache folder, open what the steps work with, and close it at the end. Templates are
    read anew in each run of a process.

    Raises NewsgenError where another run holds the lock.
    """
    render.forget_templates()
    workers = settings.workers or (settings.cores if len(inputs.files) > SMALL else 1)
    progress = Progress(listener or Nobody())
    with (
        lock(settings.folder),
        Catalogue(settings.folder) as catalogue,
        CountedEngine(engine(workers, settings.chunk), progress) as counted,
    ):
        try:
            yield Run(
                settings=settings,
                inputs=inputs,
                engine=counted,
                progress=progress,
                catalogue=catalogue,
                memo=open_memo(catalogue, full=settings.full, recording=bool(settings.why)),
                job=job(settings.folder, settings.site, settings.templates, inputs.config),
            )
        finally:
            close_catalogues()
