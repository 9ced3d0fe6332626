"""How work is spread: `map(stage, items)`, `batches(stage, items)`, and drivers of a few dozen lines that give the same bytes.

A stage is a top-level function (bind its job with `functools.partial`) of one item, or, where several at once cost less, of a list of items;
then what it makes of an item must not depend on the others. Results come back in the order of the items, whatever the driver, the number of
workers and the size of a chunk. This package knows nothing of news.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
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

    def batches(
        self, stage: Callable[[Sequence[Item]], Sequence[Result]], items: Iterable[Item]
    ) -> Iterator[Result]:
        """The same for a stage that takes a chunk of items at a time and gives a result for each."""
        ...


def engine(workers: int, chunk: int = 32) -> Serial | Pool:
    """The engine for a number of workers: 1 works in this process; `chunk` items are sent to a worker at a time."""
    return Serial(chunk) if workers <= 1 else Pool(workers, chunk)
