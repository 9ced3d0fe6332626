"""One run over an archive: its settings, and the way from files to entries that building and exporting share."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

from newsgen.catalogue import Catalogue
from newsgen.catalogue.ledger import ArticleLine, Ledger, ledger
from newsgen.clean.lines import classify
from newsgen.config import FILE, Config, config
from newsgen.decisions import Decisions, TopicDecisions, decisions, topic_decisions
from newsgen.engine import engine
from newsgen.errors import NewsgenError, UsageError
from newsgen.model import Entry, Problem
from newsgen.pipeline import choices, copies, entries, identity, inputs, intake, subjects
from newsgen.pipeline.inputs import File
from newsgen.pipeline.job import Workshop, close, job
from newsgen.pipeline.watch import Listener, Nobody, Watch

SMALL = 300
"""Files below which a second process costs more than it saves."""


class Settings(msgspec.Struct, frozen=True):
    """What the command line chose. `source` is the site's root; `paths` replace its articles' folder; `destination` and `cache` default to
    `site` and `.newsgen` below it; `workers` 0 means as many as there are cores; `limit` 0 means all; `chunk` items go to a worker at a time;
    `why` is a page to account for."""

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
    def kept(self) -> bool:
        """True where the site has a configuration, so that addresses are for ever."""
        return (self.source / FILE).is_file()

    @property
    def whole(self) -> bool:
        """True for a run over all articles of a kept site, to its own place."""
        return self.kept and not (self.paths or self.limit or self.destination)

    @property
    def records(self) -> bool:
        """True where this run may write the ledger."""
        return self.whole and not self.dry_run

    @property
    def folder(self) -> Path:
        """The cache folder; a run over given paths has one of its own, so that it does not spoil the site's."""
        folder = self.cache or self.source / ".newsgen"
        return folder / "given" if self.paths and self.kept else folder


class Setup(msgspec.Struct, frozen=True):
    """What a run reads before any article: configuration, decisions, ledger, files, and notes on files that are not read."""

    config: Config
    decisions: Decisions
    topics: TopicDecisions
    ledger: Ledger
    files: tuple[File, ...]
    notes: tuple[Problem, ...]


class Archived(msgspec.Struct, frozen=True):
    """The archive as the stages made it: articles, stories, subjects, entries."""

    intake: intake.Intake
    told: copies.Told
    subjects: subjects.Subjects
    entries: tuple[Entry, ...]
    sources: tuple[ArticleLine, ...]


def setup(settings: Settings) -> Setup:
    """Everything a run reads before any article. Raises UsageError, and NewsgenError where there is no article's file at all."""
    chosen = config(settings.source, settings.environment, settings.options)
    for rule in chosen.clean.rules:
        if fault := classify.fault(rule):
            raise UsageError(
                f"{settings.source / FILE}: clean.rules: {rule.pattern!r} – {fault} – mend the pattern"
            )
    found, notes = inputs.files(settings.source, settings.paths, (settings.site, settings.folder))
    if not found:
        places = ", ".join(str(path) for path in settings.paths) or str(
            settings.source / inputs.ARTICLES
        )
        raise NewsgenError(
            f"{places}: no articles – no file of a known kind lies there – put articles in it (.txt, .md …); the site stays as it is"
        )
    if settings.limit:
        found = found[: settings.limit]
    return Setup(
        chosen,
        decisions(settings.source),
        topic_decisions(settings.source),
        ledger(settings.source),
        found,
        notes,
    )


@contextmanager
def workshop(
    settings: Settings, ready: Setup, listener: Listener | None = None
) -> Iterator[Workshop]:
    """Engine, catalogue and job of a run, closed at its end."""
    workers = settings.workers or (settings.cores if len(ready.files) > SMALL else 1)
    templates = settings.source / "templates"
    with (
        Catalogue(settings.folder) as catalogue,
        Watch(engine(workers, settings.chunk), listener or Nobody()) as watch,
    ):
        if settings.full:
            catalogue.clear()
        try:
            yield Workshop(
                watch,
                catalogue,
                job(
                    settings.folder,
                    settings.site,
                    templates if templates.is_dir() else None,
                    ready.config,
                ),
            )
        finally:
            close()


def archived(shop: Workshop, ready: Setup) -> Archived:
    """From the files to the entries: read, clean, compare, describe."""
    with shop.engine.step("read"):
        surveys = intake.survey(shop, ready.files, ready.ledger.ids)
        items = [item for _, found in surveys for item in found.items]
        ids = identity.identities(items, ready.ledger)
        names = choices.Names(ids, items)
        orders = intake.ordered(shop.job, surveys, ids, choices.articles(ready.decisions, names))
    with shop.engine.step("clean"):
        read = intake.articles(
            shop,
            orders,
            (*ready.notes, *(problem for _, found in surveys for problem in found.problems)),
        )
    if not read.cards:
        raise NewsgenError(f"no articles – {_why(read)} – the site stays as it is")
    with shop.engine.step("compare"):
        founders = copies.founders(
            (story.id, story.members) for story in ready.ledger.stories.values()
        )
        told = copies.told(shop, read.keys, choices.by_id(ready.decisions, names), founders)
    with shop.engine.step("describe"):
        known = {slug: (line.name, line.kind) for slug, line in ready.ledger.topics.items()}
        found = subjects.subjects(shop, told.stories, told.keys, ready.topics, known)
        listed = entries.entries(told.stories, told.keys, read.cards, found, ready.ledger)
    return Archived(read, told, found, listed, tuple(identity.lines(items, ids)))


def _why(read: intake.Intake) -> str:
    first = read.problems[0] if read.problems else None
    return f"nothing was left, the first problem: {first}" if first else "nothing was read"
