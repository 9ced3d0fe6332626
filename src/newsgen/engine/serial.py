"""The engine that works in this process, one item or one chunk of items after another."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Self, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 32
"""Items of a chunk, unless the caller says otherwise."""


class Serial:
    """Runs every stage in this process."""

    def __init__(self, chunk: int = CHUNK) -> None:
        self._chunk = chunk

    def map(self, stage: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The results of `stage` on each item, in order, made lazily.

        >>> list(Serial().map(len, ["a", "bcd"]))
        [1, 3]
        """
        return map(stage, items)

    def batches(
        self, stage: Callable[[Sequence[Item]], Sequence[Result]], items: Iterable[Item]
    ) -> Iterator[Result]:
        """The results of `stage` on each chunk of items, in order, made lazily.

        >>> list(Serial(2).batches(sorted, [3, 1, 2]))
        [1, 3, 2]
        """
        waiting = iter(items)
        while chunk := list(itertools.islice(waiting, self._chunk)):
            yield from stage(chunk)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing to close."""
