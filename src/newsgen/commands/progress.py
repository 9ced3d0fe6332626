"""The progress line of a terminal: the step at work and how many items of it are done."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


class Bar:
    """A listener that shows what it hears; what it is told comes a few times a second at most."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("read", count="")

    def began(self, step: str) -> None:
        """Show the step."""
        self._progress.update(self._task, description=step, count="")

    def done(self, count: int) -> None:
        """Show how many items are done."""
        self._progress.update(self._task, count=f"{count:,}")


@contextmanager
def bar() -> Iterator[Bar]:
    """A bar on standard error while the block runs; it leaves no trace there."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
    )
    with Progress(
        *columns, console=Console(stderr=True), transient=True, refresh_per_second=8
    ) as progress:
        yield Bar(progress)
