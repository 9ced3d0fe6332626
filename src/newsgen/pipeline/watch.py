"""What a build tells while it works: the seconds each step takes, and how far the work of a step has come."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Protocol, Self, TypeVar

from newsgen.engine import Engine

Item = TypeVar("Item")
Result = TypeVar("Result")


class Listener(Protocol):
    """Who wants to know: a progress bar, or nobody."""

    def began(self, step: str) -> None:
        """A step of the build began."""

    def done(self, count: int) -> None:
        """That many items of a `map` of this step are done."""


class Nobody:
    """The listener that does not listen."""

    def began(self, step: str) -> None:
        """Say nothing."""

    def done(self, count: int) -> None:
        """Say nothing."""


class Watch:
    """An engine that counts what it hands back, and a stopwatch for the steps."""

    def __init__(self, engine: Engine, listener: Listener) -> None:
        self._engine = engine
        self._listener = listener
        self.seconds: dict[str, float] = {}

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
        """The results of the engine, counted as they come."""
        return self._counted(self._engine.map(stage, items))

    def batches(
        self, stage: Callable[[Sequence[Item]], Sequence[Result]], items: Iterable[Item]
    ) -> Iterator[Result]:
        """The results of the engine for a stage of chunks, counted as they come."""
        return self._counted(self._engine.batches(stage, items))

    def _counted(self, results: Iterator[Result]) -> Iterator[Result]:
        for count, result in enumerate(results, 1):
            if count % 64 == 0:
                self._listener.done(count)
            yield result

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step of the build."""
        self._listener.began(name)
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start
