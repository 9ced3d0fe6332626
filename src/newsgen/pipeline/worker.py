"""What a stage finds in its worker: the job it works for, and the catalogue, opened once a run."""

import itertools
from functools import lru_cache
from pathlib import Path

import msgspec

from newsgen.catalogue import Catalogue
from newsgen.catalogue.kinds import ARTICLE, COPY
from newsgen.config import Config
from newsgen.model import Article

_RUNS = itertools.count()
_OPEN: dict[tuple[str, int], Catalogue] = {}
_ARTICLE = msgspec.msgpack.Decoder(Article)


class Job(msgspec.Struct, frozen=True):
    """The run that a stage works for.

    `cache` and `site` are folders, `templates` the site's own templates (empty: none). `run` numbers
    the runs of this process, so that no worker goes on with a catalogue that an earlier run opened.
    """

    cache: str
    site: str
    templates: str
    config: Config
    run: int


def job(cache: Path, site: Path, templates: Path | None, config: Config) -> Job:
    """The job of a new run."""
    return Job(str(cache), str(site), str(templates or ""), config, next(_RUNS))


def catalogue_of(job: Job) -> Catalogue:
    """The catalogue of a run for reading; that of an earlier run is closed first."""
    name = (job.cache, job.run)
    if name not in _OPEN:
        close_catalogues()
        _OPEN[name] = Catalogue(Path(job.cache), writable=False)
    return _OPEN[name]


def close_catalogues() -> None:
    """Close what `catalogue_of` opened in this process."""
    for catalogue in _OPEN.values():
        catalogue.__exit__(None, None, None)
    _OPEN.clear()


def cleaned_article(catalogue: Catalogue, article_id: str) -> Article:
    """An article as it was cleaned, without lent fields. Raises KeyError."""
    return _ARTICLE.decode(catalogue.body(article_id, ARTICLE.name))


def lent_article(catalogue: Catalogue, article_id: str) -> Article:
    """An article with the fields that other copies of its story lend it. Raises KeyError."""
    return _ARTICLE.decode(catalogue.body(article_id, COPY.name, ARTICLE.name))


@lru_cache(maxsize=1)
def folder(path: str) -> Path | None:
    """A folder that a job names, None where it names none."""
    return Path(path) if path else None
