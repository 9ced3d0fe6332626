"""Step 5, render: every page of the plan whose digest is new is rendered and staged; the others are
left as they stand. Nothing is published yet."""

import os
from functools import lru_cache, partial
from pathlib import Path

import msgspec

from newsgen import dedupe, output
from newsgen import render as rendering
from newsgen.catalogue import Catalogue
from newsgen.catalogue.kinds import ENTRY, PAGE, STORY
from newsgen.model import Article, Entry, Page, Record, Story
from newsgen.output import Written
from newsgen.pipeline.memo import Made, Wanted, encoded
from newsgen.pipeline.plan import Planned
from newsgen.pipeline.run import Run
from newsgen.pipeline.worker import Job, catalogue_of, folder, lent_article
from newsgen.plan import distinct, pages

ENTRIES, STORIES, ARTICLES = 16_384, 64, 64
"""Records that a worker keeps decoded: some 1 kB an entry and 10 kB an article. Lists of topics ask
for entries in no order; neighbours in time are asked for as neighbours, and the copies of a story
one after the other."""

_ENTRY = msgspec.msgpack.Decoder(Entry)
_STORY = msgspec.msgpack.Decoder(Story)
_WRITTEN = msgspec.msgpack.Decoder(Written)


class CatalogueLibrary:
    """The catalogue as rendering sees it (`render.Library`): records by id, in one worker."""

    def __init__(self, catalogue: Catalogue) -> None:
        catalogue.hold_snapshot()
        self._catalogue = catalogue
        self.entry = lru_cache(maxsize=ENTRIES)(self._entry)
        self.story = lru_cache(maxsize=STORIES)(self._story)
        self.article = lru_cache(maxsize=ARTICLES)(self._article)

    def difference(self, lead_id: str, copy_id: str) -> dedupe.Difference:
        """How a copy differs from the lead."""
        return dedupe.difference(self.article(lead_id), self.article(copy_id))

    def _entry(self, story_id: str) -> Entry:
        """The story as lists show it."""
        return _ENTRY.decode(self._catalogue.get(ENTRY.name, story_id))

    def _story(self, story_id: str) -> Story:
        """The story with its copies."""
        return _STORY.decode(self._catalogue.get(STORY.name, story_id))

    def _article(self, article_id: str) -> Article:
        """One copy, with what others lend it."""
        return lent_article(self._catalogue, article_id)


class Rendered(Record, frozen=True):
    """Every planned page by path, in the order of the plan; and what is to be said of a page that
    `--why` asks about and that is not planned."""

    pages: dict[str, Written]
    not_planned: str


def render(run: Run, planned: Planned) -> Rendered:
    """Render and stage the pages that are out of date.

    What was rendered is kept in the memo at once, so that the next build leaves it alone. A build
    that is killed does no harm: a page counts as rendered only where its file has the size and the
    time of change that are kept.
    """
    with run.progress.step("render"):
        all_pages = distinct(pages(planned.archive, run.inputs.config))
        wanted = (Wanted(page.path, page.digest, page) for page in all_pages)
        outcomes = run.memo.outcomes(
            PAGE,
            wanted,
            partial(run.engine.map, partial(render_page, run.job)),
            partial(_standing, run),
            keep=not run.settings.dry_run,
        )
        written: dict[str, Written] = {}
        for path, kept, made in outcomes:
            if made:
                written[path] = _WRITTEN.decode(made.value)
            elif kept:
                written[path] = kept
        not_planned = _not_planned(run)
        if not run.settings.dry_run:
            run.memo.forget_others(PAGE, written)
    return Rendered(written, not_planned)


def render_page(job: Job, page: Page) -> Made:
    """Stage: render a page, and stage it where it differs from what is published."""
    data = rendering.page(page, _library(catalogue_of(job)), job.config, folder(job.templates))
    written = output.stage(_published(job.site, job.run), job.cache, page.path, data)
    return Made(page.path, encoded(written))


def _not_planned(run: Run) -> str:
    """What `--why` says of a page that is not planned."""
    if not run.settings.why:
        return ""
    asked = run.settings.why.removeprefix(f"{run.settings.site.name}/")
    if asked in run.memo.store.keys(PAGE.name):
        return "removed – it is planned no longer"
    return "not a page of this site"


def _standing(run: Run, page: Page) -> Written | None:
    """What was written for a page, where its file still is as it was left."""
    written = _WRITTEN.decode(run.memo.store.get(PAGE.name, page.path))
    try:
        stat = os.stat(f"{run.job.site}/{page.path}")
    except OSError:
        return None
    same = stat.st_size == written.size and stat.st_mtime_ns == written.modified
    return msgspec.structs.replace(written, changed=False) if same else None


@lru_cache(maxsize=1)
def _published(site: str, run: int) -> str:
    """The site's folder; empty where nothing is published yet, so that a first build does not look
    for each page there."""
    del run
    return site if Path(site).is_dir() else ""


@lru_cache(maxsize=1)
def _library(catalogue: Catalogue) -> CatalogueLibrary:
    return CatalogueLibrary(catalogue)
