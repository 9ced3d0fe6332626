"""From the plan to the published tree: pages whose digest is new are rendered and staged, the rest is left as it stands."""

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path

import msgspec

from newsgen import dedupe, output, render
from newsgen.catalogue import Catalogue, Row
from newsgen.model import Article, Entry, Page, Record, Story
from newsgen.output import Written
from newsgen.pipeline.job import Job, Workshop, encoded, key, keyed, opened
from newsgen.pipeline.subjects import copy

ENTRIES, STORIES, ARTICLES = 16_384, 64, 64
"""Records a worker keeps decoded: some 1 kB an entry and 10 kB an article. Lists of topics ask for entries in no order."""
BATCH = 4096
"""Pages noted at a time."""


class Shelf:
    """The catalogue as rendering sees it (`render.Library`): records by id, in one worker."""

    def __init__(self, catalogue: Catalogue) -> None:
        catalogue.stand_still()
        self._catalogue = catalogue
        # Neighbours in time are asked for as neighbours, and the copies of a story one after the other.
        self.entry = lru_cache(maxsize=ENTRIES)(self._entry)
        self.story = lru_cache(maxsize=STORIES)(self._story)
        self.article = lru_cache(maxsize=ARTICLES)(self._article)

    def difference(self, lead_id: str, copy_id: str) -> dedupe.Difference:
        """How a copy differs from the lead."""
        return dedupe.difference(self.article(lead_id), self.article(copy_id))

    def _entry(self, story_id: str) -> Entry:
        """The story as lists show it."""
        return _ENTRY.decode(self._catalogue.get("entry", story_id))

    def _story(self, story_id: str) -> Story:
        """The story with its copies."""
        return _STORY.decode(self._catalogue.get("story", story_id))

    def _article(self, article_id: str) -> Article:
        """One copy, with what others lend it."""
        return copy(self._catalogue, article_id)


class Made(Record, frozen=True):
    """Every planned page by path, in the order of the plan; and why the page that was asked about is, or is not, rendered."""

    written: dict[str, Written]
    reason: str


_ENTRY = msgspec.msgpack.Decoder(Entry)
_STORY = msgspec.msgpack.Decoder(Story)
_WRITTEN = msgspec.msgpack.Decoder(Written)


def rendered(job: Job, page: Page) -> Written:
    """Stage: render a page and stage it where it differs from what is published."""
    data = render.page(page, _shelf(job.cache, job.run), job.config, _templates(job.templates))
    return output.staged(_published(job.site, job.run), job.cache, page.path, data)


def shelve(shop: Workshop, entries: Iterable[Entry]) -> None:
    """Store the entries, so that workers find them."""
    fresh = shop.catalogue.keys("entry")
    key_of = keyed("entry")
    values = ((entry.id, encoded(entry)) for entry in entries)
    rows = {entry_id: Row(entry_id, key_of(value), value) for entry_id, value in values}
    shop.catalogue.put("entry", (row for row in rows.values() if fresh.get(row.id) != row.key))
    shop.catalogue.forget("entry", fresh.keys() - rows.keys())


def made(shop: Workshop, pages: Iterable[Page], asked: str = "", *, noted: bool = True) -> Made:
    """Render and stage what is out of date, as the plan comes; nothing is published yet. `asked` is the path of a page to account for.

    What was made is `noted` meanwhile, so that the next build leaves it alone. A build that is killed does no harm: a note counts only where the
    file is there with the size and the time of change that it has.
    """
    fresh = shop.catalogue.keys("page")
    site = Path(shop.job.site)
    found: dict[str, Written] = {}
    marks: dict[str, bytes] = {}
    reasons = ["removed – it is planned no longer" if asked in fresh else "not a page of this site"]

    def stale() -> Iterator[Page]:
        for page in pages:
            marks[page.path] = key(page.digest)
            same = fresh.get(page.path) == marks[page.path]
            standing = _standing(shop, site, page) if same else None
            found[page.path] = standing or Written(page.path, "", 0, 0, changed=True)
            if page.path == asked:
                reasons[0] = _reason(page, standing, known=page.path in fresh, same=same)
            if standing is None:
                yield page

    rows: list[Row] = []
    for written in shop.engine.map(partial(rendered, shop.job), stale()):
        found[written.path] = written
        rows.append(Row(written.path, marks[written.path], encoded(written)))
        if noted and len(rows) == BATCH:
            shop.catalogue.put("page", rows)
            rows.clear()
    if noted:
        shop.catalogue.put("page", rows)
        shop.catalogue.forget("page", fresh.keys() - found.keys())
    return Made(found, reasons[0])


def _reason(page: Page, standing: Written | None, *, known: bool, same: bool) -> str:
    if standing:
        return "left alone – nothing it shows has changed"
    if not known:
        return "rendered – no earlier build here made it"
    if same:
        return "rendered – the file was changed by another hand"
    return f"rendered – something it shows changed (template {page.template}, made from {', '.join(page.subjects[:5]) or 'the whole archive'})"


def _standing(shop: Workshop, site: Path, page: Page) -> Written | None:
    """What was written for a page, where the file still is as it was left."""
    written = _WRITTEN.decode(shop.catalogue.get("page", page.path))
    try:
        stat = os.stat(site / page.path)  # noqa: PTH116 – 100,000 times
    except OSError:
        return None
    same = stat.st_size == written.size and stat.st_mtime_ns == written.modified
    return msgspec.structs.replace(written, changed=False) if same else None


@lru_cache(maxsize=1)
def _templates(folder: str) -> Path | None:
    return Path(folder) if folder else None


@lru_cache(maxsize=1)
def _published(site: str, run: int) -> str:
    """The site's folder; empty where nothing is published yet, so that a first build looks for no page there."""
    del run
    return site if Path(site).is_dir() else ""


@lru_cache(maxsize=1)
def _shelf(cache: str, run: int) -> Shelf:
    return Shelf(opened(cache, run))
