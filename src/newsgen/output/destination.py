"""Where a site may be written: never where files of the archivist could be lost."""

from collections.abc import Iterable
from pathlib import Path

from newsgen.errors import UsageError


def check_destination(site: Path, source: Path, inputs: Iterable[Path]) -> None:
    """Raise UsageError if writing to `site` could touch files that newsgen did not make.

    Refused are a file system's root, the home folder, the source folder and its parents, the
    folders that hold the `inputs`, and a path at which a file stands.
    """
    resolved = site.resolve()
    own = source.resolve()
    never = {Path.home().resolve(), Path(resolved.anchor)}
    if resolved in never or _contains(resolved, own):
        raise UsageError(
            f"{site}: not a place for a site – it is a root, home or source folder"
            f" – choose a folder of its own, such as {own / 'site'}"
        )
    if any(_contains(resolved, place.resolve()) for place in inputs):
        raise UsageError(
            f"{site}: not a place for a site – the articles lie in it – choose a folder of its own"
        )
    if site.exists() and not site.is_dir():
        raise UsageError(f"{site}: not a folder – a file stands there – choose another destination")


def _contains(folder: Path, path: Path) -> bool:
    """Whether `path` is `folder` or lies below it."""
    return folder == path or folder in path.parents
