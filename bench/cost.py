"""What a command costs: seconds by the wall, seconds of processor with all its children, and memory at its height."""

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
"""How often a second the memory of the whole family of processes is looked at; reading it costs under 1 % of a core."""


@dataclass(frozen=True)
class Cost:
    """Seconds, seconds, MB, MB: `largest` is the most that one process held, `together` the most that all held at one time, pages that they
    share counted once."""

    wall: float
    cpu: float
    largest: float
    together: float


def cost(command: Sequence[str], cwd: Path) -> Cost:
    """Runs `command` and measures it; what was written before is first let on to the disk. Raises CalledProcessError where it fails."""
    os.sync()
    # An installed program keeps its compiled modules; a shell that forbids writing them would have it compile 1,000 at every start.
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    begun = time.perf_counter()
    with subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, env=environment) as running:
        heights: list[float] = [0.0]
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
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, max(heights) / MB)


def median(costs: Iterable[Cost]) -> Cost:
    """The median of each figure by itself."""
    return Cost(*map(statistics.median, zip(*map(astuple, costs), strict=True)))


def own_seconds() -> float:
    """Seconds of processor that this process has used, for timing a function in it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _watch(pid: int, ended: threading.Event, heights: list[float]) -> None:
    while not ended.wait(1 / SAMPLES):
        heights.append(sum(map(_held, _family(pid))))


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _held(pid: int) -> int:
    """Bytes of memory of one process, each shared page divided among its holders; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
