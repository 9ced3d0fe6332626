"""Publication: staged pages move into the site, and pages that are no longer planned go.

A journal in the cache folder lists every move and removal before the first one happens, so that
the next build can finish what a killed build had begun.
"""

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from newsgen.errors import NewsgenError
from newsgen.output.manifest import MANIFEST, manifest_text
from newsgen.output.staging import STAGING, Written, stage

JOURNAL = "journal.json"
"""The file of the cache folder that exists while a publication is under way."""


class FilesChanged(NamedTuple):
    """How many files a publication wrote into the site and removed from it."""

    written: int
    removed: int


def publish(
    site: Path, cache: Path, before: Mapping[str, str], pages: Mapping[str, Written]
) -> FilesChanged:
    """Move staged pages into place, remove files that are no longer planned, write the manifest.

    `before` is the manifest of the published site; `pages` holds every planned page by path, in
    the order of publication. Raises NewsgenError if a file that newsgen did not make is in the way.
    """
    staged_manifest = stage(str(site), str(cache), MANIFEST, manifest_text(pages))
    files = [*pages.values(), staged_manifest]
    moves = [file.path for file in files if file.changed]
    removals = sorted(path for path in before if path not in pages)
    if site.exists():
        _refuse_foreign(site, before, moves)
    if not moves and not removals:
        return FilesChanged(0, 0)
    staging = cache / STAGING
    first_build = not site.exists() and not removals
    if first_build and _rename_whole(staging, site):
        return FilesChanged(len(moves), 0)
    journal = _Journal(str(site.resolve()), moves, removals)
    _write_journal(cache / JOURNAL, journal)
    _apply(site, staging, journal)
    _clear(cache)
    return FilesChanged(len(moves), len(removals))


def finish_interrupted(site: Path, cache: Path) -> bool:
    """Finish the publication that a killed build had begun; return whether there was one.

    Pages of a build that was killed before its publication began are discarded.
    """
    path = cache / JOURNAL
    interrupted = path.is_file()
    if interrupted:
        journal = _Journal(**json.loads(path.read_bytes()))
        if Path(journal.site) == site.resolve():
            _apply(site, cache / STAGING, journal)
    _clear(cache)
    return interrupted


class _Journal(NamedTuple):
    """What a publication is about to do: the resolved site, paths to move in, paths to remove."""

    site: str
    moves: Sequence[str]
    removals: Sequence[str]


def _refuse_foreign(site: Path, before: Mapping[str, str], moves: Iterable[str]) -> None:
    for path in moves:
        foreign = path != MANIFEST and path not in before
        if foreign and (site / path).exists():
            raise NewsgenError(
                f"{site / path}: in the way of a page – newsgen did not make this file"
                " – move it out of the site"
            )


def _rename_whole(staging: Path, site: Path) -> bool:
    """Publish a first build by one rename; False if the two lie on different file systems."""
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        staging.rename(site)
    except OSError:
        return False
    return True


def _write_journal(path: Path, journal: _Journal) -> None:
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(journal._asdict()), encoding="utf-8")
    draft.replace(path)


def _clear(cache: Path) -> None:
    """Remove the journal first: without it, the staged pages are no publication to finish."""
    (cache / JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(cache / STAGING, ignore_errors=True)


def _apply(site: Path, staging: Path, journal: _Journal) -> None:
    """Carry out the journal. What was carried out before a kill is passed over."""
    folders: set[Path] = set()
    for path in journal.moves:
        target = site / path
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        _move(staging / path, target)
    removed = [site / path for path in journal.removals]
    for file in removed:
        file.unlink(missing_ok=True)
    folders_left = {file.parent for file in removed}
    for folder in sorted(folders_left, key=lambda folder: -len(folder.parts)):
        _remove_empty(folder, site)


def _move(staged: Path, target: Path) -> None:
    try:
        staged.replace(target)
    except FileNotFoundError:
        return  # moved before the kill
    except OSError:  # another file system: copy beside the target, then rename
        draft = target.with_name(target.name + ".new")
        shutil.copyfile(staged, draft)
        draft.replace(target)


def _remove_empty(folder: Path, site: Path) -> None:
    """Remove `folder` and its parents below `site`, up to the first that is not empty."""
    while folder != site and site in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
