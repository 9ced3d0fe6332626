"""What a stage needs besides its item: the folders and the configuration of a run, and the catalogue opened once a worker."""

import hashlib
import itertools
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

import msgspec

from newsgen import __version__
from newsgen.catalogue import Catalogue
from newsgen.config import Config
from newsgen.pipeline.watch import Watch

_RUNS = itertools.count()
_OPEN: dict[tuple[str, int], Catalogue] = {}
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
encoded = _ENCODER.encode
"""A record as bytes for the catalogue; deterministic, so that equal records have equal bytes."""


class Job(msgspec.Struct, frozen=True):
    """The run that a stage works for: the cache and site folders, the site's own templates (empty: none), the configuration, and the
    number of the run in this process, so that no worker keeps a catalogue of an earlier one."""

    cache: str
    site: str
    templates: str
    config: Config
    run: int


class Workshop(msgspec.Struct, frozen=True):
    """What the joining steps are handed: the watched engine, the catalogue to write, and the job that the stages get."""

    engine: Watch
    catalogue: Catalogue
    job: Job


def job(cache: Path, site: Path, templates: Path | None, config: Config) -> Job:
    """The job of one run."""
    return Job(str(cache), str(site), str(templates or ""), config, next(_RUNS))


def opened(cache: str, run: int) -> Catalogue:
    """The catalogue for reading, once a worker; that of an earlier run is closed."""
    if (cache, run) not in _OPEN:
        close()
        _OPEN[cache, run] = Catalogue(Path(cache), writable=False)
    return _OPEN[cache, run]


def close() -> None:
    """Close what `opened` holds in this process."""
    for catalogue in _OPEN.values():
        catalogue.__exit__(None, None, None)
    _OPEN.clear()


def key(*parts: object) -> bytes:
    """The memo key of an input: 16 bytes that differ where anything in `parts` differs, or the program does.

    >>> key("a", 1) == key("a", 1), key("a", 1) == key("a", 2)
    (True, False)
    """
    return hashlib.blake2b(encoded(parts), digest_size=16, key=program()).digest()


def keyed(*shared: object) -> Callable[..., bytes]:
    """What makes the memo keys of many inputs that have `shared` in common: that is digested once.

    >>> made = keyed("a", 1)
    >>> made(2) == made(2), made(2) == made(3), made(2) == keyed("b", 1)(2)
    (True, False, False)
    """
    common = hashlib.blake2b(encoded(shared), digest_size=16, key=program())

    def made(*parts: object) -> bytes:
        digest = common.copy()
        digest.update(encoded(parts))
        return digest.digest()

    return made


@lru_cache(maxsize=1)
def program() -> bytes:
    """A digest of newsgen's own code and tables (version, and each file's name, size and time), so that a changed rule spoils what it made."""
    package = Path(__file__).parents[1]
    return hashlib.blake2b(encoded((__version__, list(_stamps(package)))), digest_size=16).digest()


def _stamps(folder: Path) -> Iterable[tuple[str, int, int]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            stat = path.stat()
            yield str(path.relative_to(folder)), stat.st_size, stat.st_mtime_ns
