"""One build at a time on one destination: a lock on a file of the cache folder, gone with the process that holds it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsgen.errors import NewsgenError

try:
    import fcntl
except ImportError:  # no such lock on Windows: there the second build is not held off
    fcntl = None  # type: ignore[assignment]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of `folder` (made where it is missing). Raises NewsgenError where another build holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a", encoding="utf-8") as handle:
        if fcntl is not None:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise NewsgenError(
                    f"{folder}: another build is at work here – two would write over each other – wait for it to end"
                ) from None
        yield
