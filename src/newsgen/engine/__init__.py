"""How work is spread: one method, `map(stage, items)`, and drivers of a few dozen lines that give the same bytes.

A stage is a top-level function of one item (bind its job with `functools.partial`). Results come back in the order of the items,
whatever the driver, the number of workers and the size of a chunk. This package knows nothing of news.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from newsgen.engine.pool import Pool
from newsgen.engine.serial import Serial

Item = TypeVar("Item")
Result = TypeVar("Result")

__all__ = ["Engine", "Pool", "Serial", "engine"]


class Engine(AbstractContextManager["Engine"], Protocol):
    """Runs a stage over items. Close it (it is a context manager) when the build is done."""

    def map(self, stage: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The results of `stage` on each item, in order, made lazily."""
        ...


def engine(workers: int, chunk: int = 32) -> Serial | Pool:
    """The engine for a number of workers: 1 works in this process; `chunk` items are sent to a worker at a time."""
    return Serial() if workers <= 1 else Pool(workers, chunk)
