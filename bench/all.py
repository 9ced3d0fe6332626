"""`make bench`: every benchmark there is, one after the other; N, the number of articles, is handed to the comparison with Hugo."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BENCHES = ("hugo", "intake", "copies", "topics")


def main(count: str) -> None:
    """Runs each benchmark and stops at the first that fails."""
    for name in BENCHES:
        script = HERE / f"{name}.py"
        if script.is_file():
            print(f"\n== {name}", flush=True)
            subprocess.run(
                [sys.executable, str(script), *(["-n", count] if name == "hugo" else [])],
                check=True,
            )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "10000")
