"""What a run tells while it works: which step it is at, how many items are done, and in the end how
many seconds each step took."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Protocol, Self, TypeVar

from newsgen.engine import Engine

Item = TypeVar("Item")
Result = TypeVar("Result")

TOLD_EVERY = 64
"""Results after which a listener is told how many are done."""


class Listener(Protocol):
    """Whoever wants to follow a run: a progress bar, or nobody."""

    def began(self, step: str) -> None:
        """A step of the run began."""

    def done(self, count: int) -> None:
        """So many items of the step are done."""


class Nobody:
    """A listener that does nothing."""

    def began(self, step: str) -> None:
        """Do nothing."""

    def done(self, count: int) -> None:
        """Do nothing."""


class Progress:
    """A stopwatch for the steps of a run, which tells a listener how far the run has come."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time the block as the step `name`."""
        self._listener.began(name)
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

    def counted(self, results: Iterator[Result]) -> Iterator[Result]:
        """`results` as they come, counted for the listener."""
        for count, result in enumerate(results, 1):
            if count % TOLD_EVERY == 0:
                self._listener.done(count)
            yield result


class CountedEngine:
    """An engine whose results are counted as they come."""

    def __init__(self, engine: Engine, progress: Progress) -> None:
        self._engine = engine
        self._progress = progress

    def __enter__(self) -> Self:
        self._engine.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the engine."""
        self._engine.__exit__(kind, error, trace)

    def map(self, stage: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The results of the engine for a stage of one item."""
        return self._progress.counted(self._engine.map(stage, items))

    def batches(
        self, stage: Callable[[Sequence[Item]], Sequence[Result]], items: Iterable[Item]
    ) -> Iterator[Result]:
        """The results of the engine for a stage of a chunk of items."""
        return self._progress.counted(self._engine.batches(stage, items))
