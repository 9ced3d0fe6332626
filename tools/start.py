"""The first command of a fresh checkout: makes `.venv`, then builds the site or runs the tests.

    python3 tools/start.py build [options of newsgen build]
    python3 tools/start.py test [options of pytest]
    python3 tools/start.py setup

`.venv` is made from the hash-locked requirements. This script needs the standard library only, and
an old Python can read it, so that it can say which Python is needed. What is installed already is
not installed again; an interrupted installation continues where it stopped.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
"""The oldest Python that newsgen runs on."""
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
"""Commands to look for where this Python is too old."""
ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
VERBS = {
    "build": (("run",), ("-m", "newsgen", "build")),
    "test": (("test", "browser"), ("-m", "pytest")),
    "setup": (("test", "browser"), ("-c", "")),
}
"""Each verb: the locks of requirements/ that it needs, and the arguments that Python is run with."""


class StartError(Exception):
    """Something on this machine prevents the start; the message says what, why and what to do."""


def main(arguments: "list[str]") -> int:
    """Run `VERB [options]`; its exit code, or 2 if it could not be run."""
    if not arguments or arguments[0] not in VERBS:
        print(__doc__, file=sys.stderr)
        return 2
    locks, command = VERBS[arguments[0]]
    try:
        refuse_old_python()
        for lock in locks:
            if lock != "browser" or browser_wanted():
                install(lock)
    except StartError as error:
        print(f"start: {error}", file=sys.stderr)
        return 2
    return subprocess.call([str(PYTHON), *command, *arguments[1:]], cwd=str(ROOT))


def refuse_old_python() -> None:
    """Raise StartError if this Python is older than `OLDEST`; name a newer one if there is one."""
    if sys.version_info >= OLDEST:
        return
    newer = [name for name in NEWER if shutil.which(name)]
    if newer:
        remedy = f"run: {newer[0]} {' '.join(sys.argv)}"
    else:
        remedy = (
            "install Python 3.11 or newer (your system's packages, or python.org)"
            " and run this with it"
        )
    raise StartError(
        f"this is Python {sys.version.split()[0]} – newsgen needs 3.11 or newer – {remedy}"
    )


def browser_wanted() -> bool:
    """Whether the tests that drive a browser can run here, or must."""
    required = os.environ.get("NEWSGEN_REQUIRE_BROWSER", "") not in ("", "0")
    return required or any(shutil.which(name) for name in BROWSERS)


def install(lock: str) -> None:
    """Install requirements/LOCK.txt into `.venv`, unless its stamp shows that this was done."""
    # test.txt holds all of run.txt.
    if installed(lock) or (lock == "run" and installed("test")):
        return
    create()
    print(
        f"start: installing requirements/{lock}.txt into {HOME.name}, once",
        file=sys.stderr,
        flush=True,
    )
    requirements = ROOT / "requirements" / f"{lock}.txt"
    pip("--require-hashes", "--only-binary=:all:", "--requirement", str(requirements))
    # The build backend came with the lock, so nothing unlocked is fetched here.
    pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    (HOME / f"{lock}.stamp").write_text(digest(lock))


def installed(lock: str) -> bool:
    """Whether the lock, as it is now, has been installed into `.venv`."""
    stamp = HOME / f"{lock}.stamp"
    return stamp.is_file() and stamp.read_text() == digest(lock)


def digest(lock: str) -> str:
    """A digest of what an installation depends on: lock, pyproject.toml, place of the checkout."""
    content = [
        (ROOT / "requirements" / f"{lock}.txt").read_bytes(),
        (ROOT / "pyproject.toml").read_bytes(),
        str(ROOT).encode(),
    ]
    return hashlib.sha256(b"\0".join(content)).hexdigest()


def create() -> None:
    """Make `.venv`, or complete it if it is half-made.

    It is made anew if its Python does not run because the interpreter is gone or was moved.
    """
    if runs("import pip"):
        return
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        raise StartError(
            f"this Python has no {missing[0]} module – it makes the environment"
            f" – on Debian or Ubuntu: apt install {package}"
        )
    fresh = ["--clear"] if HOME.exists() and not runs("") else []
    if subprocess.call([sys.executable, "-m", "venv", *fresh, str(HOME)]):
        raise StartError(
            f"{HOME} could not be made – the reason stands above"
            " – check the permissions and the room on the disk"
        )


def runs(code: str) -> bool:
    """Whether the environment's Python is there, is new enough, and runs `code`."""
    new_enough = f"import sys; assert sys.version_info >= {OLDEST}"
    command = [str(PYTHON), "-c", f"{new_enough}; {code}"]
    try:
        return subprocess.call(command, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def pip(*arguments: str) -> None:
    """Run `pip install` in the environment. Raises StartError if it fails."""
    install_quietly = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command = [str(PYTHON), *install_quietly, "--no-input", *arguments]
    if subprocess.call(command, cwd=str(ROOT)):
        raise StartError(
            "the packages were not installed – pip says why above"
            " – mend that (network? disk?) and run this again"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
