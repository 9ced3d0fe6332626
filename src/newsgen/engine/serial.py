"""The engine that works in this process, one item after another."""

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Self, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Serial:
    """Runs every stage in this process."""

    def map(self, stage: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The results of `stage` on each item, in order, made lazily.

        >>> list(Serial().map(len, ["a", "bcd"]))
        [1, 3]
        """
        return map(stage, items)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Nothing to close."""
