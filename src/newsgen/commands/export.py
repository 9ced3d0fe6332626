"""`newsgen export`: writes the records of the archive to a file or a folder, without rendering pages."""

from pathlib import Path

from newsgen.errors import UsageError
from newsgen.model import Report
from newsgen.output.export_formats import is_folder, writer
from newsgen.output.lock import lock
from newsgen.pipeline import run, state
from newsgen.pipeline.rows import rows
from newsgen.pipeline.watch import Listener


def export(settings: run.Settings, target: Path, listener: Listener | None = None) -> Report:
    """Write the records to `target`, in the format that its suffix names.

    `.csv` is a table; `.md` or no suffix is a folder of Markdown files; anything else is JSON
    lines, which `-` prints to standard output. Raises UsageError if `target` is a folder where a
    file is to be written.
    """
    ready = run.setup(settings)
    if target.is_dir() and not is_folder(target):
        raise UsageError(
            f"{target}: a folder stands there – {target.suffix} is written to a file – name another"
        )
    with lock(settings.folder), run.workshop(settings, ready, listener) as shop:
        archived = run.archived(shop, ready)
        with shop.engine.step("export"):
            write = writer(target)
            write(rows(shop, archived), target)
        return state.report(shop, archived, (0, 0), 0)
