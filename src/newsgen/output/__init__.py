"""The published site as files: pages are staged, compared with the published ones and moved into place.

The order is stage → journal → rename → manifest. Pages move before the lists that link to them and
the manifest moves last, so a killed build leaves no torn page and no dead link. `manifest.json`
(path → SHA-256) proves that a folder is a site made by newsgen: a file that newsgen did not make is
never overwritten and never deleted.

`export_formats` writes the records of `newsgen export`; `lock` keeps a second build out.
"""

from newsgen.output.destination import check_destination
from newsgen.output.manifest import MANIFEST, manifest, manifest_text
from newsgen.output.publication import JOURNAL, FilesChanged, finish_interrupted, publish
from newsgen.output.staging import STAGING, Written, stage

__all__ = [
    "JOURNAL",
    "MANIFEST",
    "STAGING",
    "FilesChanged",
    "Written",
    "check_destination",
    "finish_interrupted",
    "manifest",
    "manifest_text",
    "publish",
    "stage",
]
