"""`newsgen export`: writes the records of the archive to a file or a folder, without rendering pages."""

from pathlib import Path

from newsgen.errors import UsageError
from newsgen.model import Report
from newsgen.output.export_formats import is_folder, writer
from newsgen.pipeline.archive import read_archive
from newsgen.pipeline.export_record import export_records
from newsgen.pipeline.plan import plan
from newsgen.pipeline.progress import Listener
from newsgen.pipeline.run import Settings, open_run, read_inputs
from newsgen.pipeline.summary import report_export


def export(settings: Settings, target: Path, listener: Listener | None = None) -> Report:
    """Write the records to `target`, in the format that its suffix names.

    `.csv` is a table; `.md` or no suffix is a folder of Markdown files; anything else is JSON
    lines, which `-` prints to standard output. Raises UsageError if `target` is a folder where a
    file is to be written.
    """
    inputs = read_inputs(settings)
    if target.is_dir() and not is_folder(target):
        raise UsageError(
            f"{target}: a folder stands there – {target.suffix} is written to a file – name another"
        )
    with open_run(settings, inputs, listener) as run:
        archived = read_archive(run)
        planned = plan(run, archived)
        with run.progress.step("export"):
            write = writer(target)
            write(export_records(run, archived, planned), target)
        return report_export(run, archived, planned)
