"""`make lock`: pins every dependency that pyproject.toml names, with hashes, into requirements/.

No lock names a registry's address. This script alone needs uv (`pip install uv`). Without
`--upgrade`, versions that were locked before are kept as long as they fit.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = (
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--only-binary=:all:",
    "--no-emit-index-url",
    "--no-annotate",
)
LOCKS = {
    "run.txt": ("pyproject.toml", "--extra=all", "--group=build"),
    "test.txt": (
        "pyproject.toml",
        "--extra=all",
        "--group=build",
        "--group=dev",
        "--constraints=requirements/run.txt",
    ),
    "browser.txt": ("--group=browser", "--constraints=requirements/test.txt"),
    "bench.txt": ("--group=bench",),
    "train.txt": ("--group=train", "--no-binary=names"),
}
"""Each lock and what uv makes it from.

`test.txt` holds all of `run.txt` in the same versions, and `browser.txt` is installed on top of
`test.txt`. `bench.txt` and `train.txt` are for environments of their own. The package `names`,
which only training reads, has no wheel.
"""


def main(arguments: list[str]) -> int:
    """Write every lock; `arguments`, such as `--upgrade`, are handed to uv."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    if uv is None:
        print(
            "uv is missing – it resolves the locks – install it with: pip install uv",
            file=sys.stderr,
        )
        return 2
    for name, sources in LOCKS.items():
        command = [
            uv,
            "pip",
            "compile",
            *COMPILE,
            *sources,
            *arguments,
            f"--output-file=requirements/{name}",
            "--custom-compile-command=make lock",
        ]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        print(f"requirements/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
