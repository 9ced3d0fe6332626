"""The published tree: pages are staged, compared with what stands there, moved into place by rename, and what is planned no longer goes.

`manifest.json` (path → SHA-256) is part of the output: it proves that a folder is ours, so that nothing newsgen did not make is ever
overwritten or deleted. Pages move before the lists that link to them, the manifest last, so a killed build leaves no torn page and no dead link.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from newsgen.errors import NewsgenError, UsageError
from newsgen.model import Record

MANIFEST = "manifest.json"
STAGING = "staging"
JOURNAL = "journal.json"


class Written(Record, frozen=True):
    """A page after rendering: its path, the SHA-256 and size of its bytes, the file's time of change in ns (a rename keeps it), and whether the
    bytes differ from what is published (and so were staged)."""

    path: str
    digest: str
    size: int
    modified: int
    changed: bool


def staged(site: str, cache: str, path: str, data: bytes) -> Written:
    """Compare a page with the published one (no `site`: there is none) and stage it where they differ: reading costs a twentieth of writing."""
    digest = hashlib.sha256(data).hexdigest()
    if site and (modified := _same(f"{site}/{path}", data)):
        return Written(path, digest, len(data), modified, changed=False)
    place = f"{cache}/{STAGING}/{path}"
    try:
        modified = _write(place, data)
    except FileNotFoundError:
        _make(os.path.dirname(place))
        modified = _write(place, data)
    return Written(path, digest, len(data), modified, changed=True)


def _same(path: str, data: bytes) -> int:
    """The time of change of the file at `path` where it holds `data`; else 0."""
    try:
        found = os.stat(path)
        if found.st_size != len(data):
            return 0
        with open(path, "rb", buffering=0) as file:
            return found.st_mtime_ns if file.read() == data else 0
    except OSError:
        return 0


def _make(folder: str) -> None:
    """Make a folder, whose parent mostly is there; another worker may have been faster."""
    try:
        os.mkdir(folder)
    except OSError:
        os.makedirs(folder, exist_ok=True)


def _write(path: str, data: bytes) -> int:
    """Write a file; its time of change."""
    with open(path, "wb", buffering=0) as file:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
        return os.fstat(file.fileno()).st_mtime_ns


def manifest(site: Path) -> dict[str, str]:
    """What the site says it holds: path → SHA-256; empty for a folder that is empty or not there. Raises UsageError where the folder is not ours."""
    path = site / MANIFEST
    if path.is_file():
        try:
            files = json.loads(path.read_bytes())["files"]
        except (ValueError, KeyError, TypeError):
            raise UsageError(
                f"{path}: not a manifest of newsgen – it cannot be read – restore it, or choose another destination"
            ) from None
        return {str(name): str(digest) for name, digest in files.items()}
    if site.is_dir() and any(site.iterdir()):
        raise UsageError(
            f"{site}: not an empty folder and not a site made by newsgen – it has no {MANIFEST} – choose another destination"
        )
    return {}


def safe_destination(site: Path, source: Path, inputs: Iterable[Path]) -> None:
    """Raise UsageError where writing to `site` could touch what is not ours: a root, the home folder, the source, its parents, the input."""
    resolved = site.resolve()
    own = source.resolve()
    homes = {Path.home().resolve(), Path(resolved.anchor)}
    if resolved in homes or resolved == own or resolved in own.parents:
        raise UsageError(
            f"{site}: not a place for a site – it is a root, home or source folder – choose a folder of its own, such as {own / 'site'}"
        )
    for place in inputs:
        if resolved == place.resolve() or resolved in place.resolve().parents:
            raise UsageError(
                f"{site}: not a place for a site – the articles lie in it – choose a folder of its own"
            )
    if site.exists() and not site.is_dir():
        raise UsageError(f"{site}: not a folder – a file stands there – choose another destination")


def recovered(site: Path, cache: Path) -> bool:
    """Finish what a killed build had begun to publish; True where there was something. A build that had only staged is forgotten."""
    journal = cache / JOURNAL
    staging = cache / STAGING
    unfinished = journal.is_file()
    if unfinished:
        plan = json.loads(journal.read_bytes())
        if Path(plan["site"]) == site.resolve():
            _apply(site, staging, plan["moves"], plan["removals"])
        journal.unlink()
    shutil.rmtree(staging, ignore_errors=True)
    return unfinished


def published(
    site: Path, cache: Path, before: Mapping[str, str], pages: Mapping[str, Written]
) -> tuple[int, int]:
    """Move staged pages into place, remove those of `before` that are planned no longer, write the manifest; (written, removed).

    `pages` holds every planned page by path, in the order of publication. Raises NewsgenError where a file that is not ours is in the way.
    """
    text = manifest_text(pages)
    pages_with_manifest = [*pages.values(), staged(str(site), str(cache), MANIFEST, text)]
    moves = [page.path for page in pages_with_manifest if page.changed]
    removals = sorted(path for path in before if path not in pages)
    if site.exists():
        _refuse_foreign(site, before, moves)
    if not moves and not removals:
        return 0, 0
    staging = cache / STAGING
    if not site.exists() and not removals and _renamed(staging, site):
        return len(moves), 0
    journal = cache / JOURNAL
    draft = journal.with_suffix(".new")
    draft.write_text(
        json.dumps({"site": str(site.resolve()), "moves": moves, "removals": removals}),
        encoding="utf-8",
    )
    draft.replace(journal)
    _apply(site, staging, moves, removals)
    journal.unlink()
    shutil.rmtree(staging, ignore_errors=True)
    return len(moves), len(removals)


def manifest_text(pages: Mapping[str, Written]) -> bytes:
    """The manifest of a set of pages: one line a file, sorted."""
    # Written line by line: with an indent, json's encoder is the one in Python, which takes ten times as long.
    files = ",\n".join([f'{json.dumps(path)}: "{pages[path].digest}"' for path in sorted(pages)])
    return f'{{\n"generator": "newsgen",\n"files": {{\n{files}\n}}\n}}\n'.encode("ascii")


def _renamed(staging: Path, site: Path) -> bool:
    """Publish a first build by one rename, where staging and site lie on one file system."""
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        staging.rename(site)
    except OSError:
        return False
    return True


def _refuse_foreign(site: Path, before: Mapping[str, str], moves: Iterable[str]) -> None:
    for path in moves:
        if path != MANIFEST and path not in before and (site / path).exists():
            raise NewsgenError(
                f"{site / path}: in the way of a page – newsgen did not make this file – move it out of the site"
            )


def _apply(site: Path, staging: Path, moves: Iterable[str], removals: Iterable[str]) -> None:
    made: set[Path] = set()
    for path in moves:
        target = site / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        try:
            (staging / path).replace(target)
        except FileNotFoundError:
            continue  # moved before the kill
        except OSError:
            fresh = target.with_name(target.name + ".new")
            shutil.copyfile(staging / path, fresh)
            fresh.replace(target)
    for path in removals:
        (site / path).unlink(missing_ok=True)
    for folder in sorted({site / path for path in removals}, key=lambda path: -len(path.parts)):
        _remove_empty(folder.parent, site)


def _remove_empty(folder: Path, site: Path) -> None:
    while folder != site and site in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
