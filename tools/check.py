"""`make check`: style, types, layers and docs, all of them even where one fails; exits with 1 if any did."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
GATES = {
    "style": ("ruff", "check", "--quiet"),
    "format": ("ruff", "format", "--check", "--quiet"),
    "types": ("mypy",),
    "spelling": ("codespell",),
    "layers": ("lint-imports", "--no-logo"),
    "docs": ("cog", "--check", "-I", "tools", "README.md", "docs/cli.md", "docs/config.md"),
}


def main() -> int:
    """Runs each gate in the environment of this Python and names those that failed."""
    failed = [
        name
        for name, command in GATES.items()
        if subprocess.call([str(BIN / command[0]), *command[1:]], cwd=ROOT)
    ]
    print(f"check: failed: {', '.join(failed)}" if failed else f"check: {', '.join(GATES)} hold")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
