"""The progress line of a terminal: the step at work and how many of its items are done."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


class Bar:
    """A listener that shows the steps of a build on the terminal."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("read", count="")

    def began(self, step: str) -> None:
        """Show the step that began."""
        self._progress.update(self._task, description=step, count="")

    def done(self, count: int) -> None:
        """Show how many items of the step are done."""
        self._progress.update(self._task, count=f"{count:,}")


@contextmanager
def bar() -> Iterator[Bar]:
    """A bar on standard error inside the `with` block; afterwards its line is cleared."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, refresh_per_second=8) as progress:
        yield Bar(progress)
