"""`make check`: style, types, layers and docs. Every gate runs, even after one has failed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
GENERATED = ("README.md", "docs/cli.md", "docs/config.md")
"""The documents that hold text which cog generates from the program."""
GATES = {
    "style": ("ruff", "check", "--quiet"),
    "format": ("ruff", "format", "--check", "--quiet"),
    "types": ("mypy",),
    "spelling": ("codespell",),
    "layers": ("lint-imports", "--no-logo"),
    "docs": ("cog", "--check", "-I", "tools", *GENERATED),
}
"""Each gate: its name, and the command (of this Python's environment) that fails if it is broken."""


def main() -> int:
    """Run every gate and print which failed; 1 if any did, else 0."""
    failed = [name for name, command in GATES.items() if not holds(command)]
    if failed:
        print(f"check: failed: {', '.join(failed)}")
        return 1
    print(f"check: {', '.join(GATES)} hold")
    return 0


def holds(command: tuple[str, ...]) -> bool:
    """Whether the command of a gate ends without a failure."""
    program, *options = command
    return subprocess.call([str(BIN / program), *options], cwd=ROOT) == 0


if __name__ == "__main__":
    sys.exit(main())
