"""`make bench`: every benchmark, one after the other.

The number of articles is handed to the comparison with Hugo; the others have corpora of their own.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BENCHES = ("hugo", "intake", "copies", "topics")


def main(count: str) -> None:
    """Run each benchmark; stop at the first that fails."""
    for name in BENCHES:
        script = HERE / f"{name}.py"
        if not script.is_file():
            continue
        print(f"\n== {name}", flush=True)
        options = ["-n", count] if name == "hugo" else []
        subprocess.run([sys.executable, str(script), *options], check=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "10000")
