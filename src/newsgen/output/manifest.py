"""The manifest of a site: path → SHA-256 of every file that newsgen made there."""

import json
from collections.abc import Mapping
from pathlib import Path

from newsgen.errors import UsageError
from newsgen.output.staging import Written

MANIFEST = "manifest.json"
"""The file's name, at the root of the site."""


def manifest(site: Path) -> dict[str, str]:
    """The published files of a site: path → SHA-256; empty for a folder that is empty or missing.

    Raises UsageError if the folder holds files but is not a site made by newsgen.
    """
    path = site / MANIFEST
    if path.is_file():
        return _parsed(path)
    if site.is_dir() and any(site.iterdir()):
        raise UsageError(
            f"{site}: not an empty folder and not a site made by newsgen – it has no {MANIFEST}"
            " – choose another destination"
        )
    return {}


def manifest_text(pages: Mapping[str, Written]) -> bytes:
    """The manifest of a set of pages as JSON: one line a file, sorted by path."""
    # Made line by line: json indents only with its encoder in Python, which takes ten times as long.
    lines = [f'{json.dumps(path)}: "{pages[path].digest}"' for path in sorted(pages)]
    files = ",\n".join(lines)
    return f'{{\n"generator": "newsgen",\n"files": {{\n{files}\n}}\n}}\n'.encode("ascii")


def _parsed(path: Path) -> dict[str, str]:
    try:
        files = json.loads(path.read_bytes())["files"]
    except (ValueError, KeyError, TypeError):
        raise UsageError(
            f"{path}: not a manifest of newsgen – it cannot be read"
            " – restore it, or choose another destination"
        ) from None
    return {str(name): str(digest) for name, digest in files.items()}
