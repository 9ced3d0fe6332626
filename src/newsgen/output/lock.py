"""One build at a time in one cache folder: a file lock, which the system frees if the process ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsgen.errors import NewsgenError

try:
    import fcntl
except ImportError:  # Windows has no such lock: there a second build is not held off
    fcntl = None  # type: ignore[assignment]


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Lock `folder` inside the `with` block; the folder is made if it is missing.

    Raises NewsgenError if another build holds the lock.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a", encoding="utf-8") as handle:
        if fcntl is not None:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise NewsgenError(
                    f"{folder}: another build is at work here"
                    " – two would write over each other – wait for it to end"
                ) from None
        yield
