"""What a command costs: wall-clock seconds, processor seconds of all its processes, peak memory."""

import os
import resource
import statistics
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

MB = 1 << 20
SAMPLES = 10
"""How often a second the memory of all processes is read; reading it costs under 1 % of a core."""


@dataclass(frozen=True)
class Cost:
    """Wall-clock seconds, processor seconds, and two peaks of memory in MB.

    `largest` is the most that one process held; `together` the most that all processes held at one
    time, with a memory page that they share counted once.
    """

    wall: float
    cpu: float
    largest: float
    together: float


def cost(command: Sequence[str], cwd: Path) -> Cost:
    """Run `command` and measure it. Raises CalledProcessError if it fails.

    Data written earlier are flushed to the disk first, so that they do not slow the command.
    """
    os.sync()
    environment = dict(os.environ)
    # Without compiled modules, which this variable forbids to write, each start compiles 1,000.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.perf_counter()
    with subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, env=environment) as running:
        heights = [0.0]
        ended = threading.Event()
        watch = threading.Thread(target=_watch, args=(running.pid, ended, heights))
        watch.start()
        _, status, used = os.wait4(running.pid, 0)
        wall = time.perf_counter() - begun
        running.returncode = os.waitstatus_to_exitcode(status)
        ended.set()
        watch.join()
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    processor = used.ru_utime + used.ru_stime
    return Cost(wall, processor, used.ru_maxrss / 1024, max(heights) / MB)


def median(costs: Iterable[Cost]) -> Cost:
    """The median of each figure by itself."""
    figures = zip(*map(astuple, costs), strict=True)
    return Cost(*map(statistics.median, figures))


def own_seconds() -> float:
    """Processor seconds that this process has used so far; for timing a function in it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _watch(pid: int, ended: threading.Event, heights: list[float]) -> None:
    """Append the memory, in bytes, of a process and its descendants, until `ended` is set."""
    while not ended.wait(1 / SAMPLES):
        heights.append(sum(map(_memory, _family(pid))))


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _memory(pid: int) -> int:
    """Bytes of memory of one process, 0 if the system does not tell.

    A memory page that several processes share is divided among them.
    """
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    for line in lines:
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0
