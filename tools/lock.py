"""`make lock`: pins every dependency named in pyproject.toml, with hashes and without a registry's address, into requirements/.

Needs uv (`pip install uv`), which nothing else here does. Without `--upgrade` the versions locked before are kept where they still fit.
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
"""Each lock and what goes into it. `test.txt` holds all of `run.txt` in the same versions; `browser.txt` is laid over `test.txt`;
`bench.txt` and `train.txt` are for environments of their own; of
`names`, which only training reads, there is no wheel."""


def main(arguments: list[str]) -> int:
    """Writes every lock; `arguments` (say `--upgrade`) are handed to uv."""
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
