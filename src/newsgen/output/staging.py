"""Staging: a rendered page is written into the cache folder, unless the site holds it already.

A page is staged in about 60 µs. Paths are strings here: a `Path` or two would double that time.
"""

import hashlib
import os

from newsgen.model import Record

STAGING = "staging"
"""The folder of the cache in which staged pages wait for their publication."""


class Written(Record, frozen=True):
    """A page after rendering: its path, and the SHA-256 and the size in bytes of its data.

    `changed` says whether the data differ from the published page, so that the page was staged.
    `modified` is the time of change, in ns, of the file that holds the data: the published file
    or the staged one (moving a staged file into place keeps its time).
    """

    path: str
    digest: str
    size: int
    modified: int
    changed: bool


def stage(site: str, cache: str, path: str, data: bytes) -> Written:
    """Compare a page with the published one and stage it if they differ.

    An empty `site` means that nothing is published yet. Comparing pays: reading a file costs a
    twentieth of writing it.
    """
    digest = hashlib.sha256(data).hexdigest()
    published = _time_if_equal(f"{site}/{path}", data) if site else 0
    if published:
        return Written(path, digest, len(data), published, changed=False)
    staged = _write_with_folder(f"{cache}/{STAGING}/{path}", data)
    return Written(path, digest, len(data), staged, changed=True)


def _time_if_equal(path: str, data: bytes) -> int:
    """The time of change, in ns, of the file at `path` if it holds exactly `data`; else 0."""
    try:
        status = os.stat(path)
        if status.st_size != len(data):
            return 0
        with open(path, "rb", buffering=0) as file:
            return status.st_mtime_ns if file.read() == data else 0
    except OSError:
        return 0


def _write_with_folder(path: str, data: bytes) -> int:
    """Write a file, and its folder if that is missing; return the file's time of change in ns."""
    try:
        return _write(path, data)
    except FileNotFoundError:
        _make_folder(os.path.dirname(path))
        return _write(path, data)


def _write(path: str, data: bytes) -> int:
    """Write a file; return its time of change in ns."""
    with open(path, "wb", buffering=0) as file:
        remaining = memoryview(data)
        while remaining:  # an unbuffered file may take only a part at a time
            remaining = remaining[file.write(remaining) :]
        return os.fstat(file.fileno()).st_mtime_ns


def _make_folder(folder: str) -> None:
    """Make a folder. Its parent mostly exists; another worker may have made the folder meanwhile."""
    try:
        os.mkdir(folder)
    except OSError:
        os.makedirs(folder, exist_ok=True)
