"""What every engine offers, and the choice of one by the number of workers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from newsgen.engine.pool import Pool
from newsgen.engine.serial import CHUNK, Serial

Item = TypeVar("Item")
Result = TypeVar("Result")


class Engine(AbstractContextManager["Engine"], Protocol):
    """Runs a stage over items. Close it when the build is done: it is a context manager."""

    def map(self, stage: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The results of `stage` on each item, in order, made lazily."""
        ...

    def batches(
        self, stage: Callable[[Sequence[Item]], Sequence[Result]], items: Iterable[Item]
    ) -> Iterator[Result]:
        """The same for a stage that takes a chunk of items and gives one result for each."""
        ...


def engine(workers: int, chunk: int = CHUNK) -> Serial | Pool:
    """The engine for a number of workers, each of which gets `chunk` items at a time.

    One worker is this process itself.

    >>> type(engine(1)).__name__
    'Serial'
    """
    return Serial(chunk) if workers <= 1 else Pool(workers, chunk)
