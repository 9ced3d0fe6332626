"""`--report FILE`: what a build did, as JSON for other programs."""

from pathlib import Path

import msgspec

from newsgen.errors import NewsgenError
from newsgen.model import Problem, Report


def write_report(report: Report, target: Path) -> None:
    """Write counts, seconds of each step and problems to `target`.

    Raises NewsgenError if the file cannot be written.
    """
    content = {
        "counts": report.counts,
        "seconds": {name: round(value, 4) for name, value in report.seconds.items()},
        "problems": [_by_name(problem) for problem in report.problems],
    }
    text = msgspec.json.format(msgspec.json.encode(content), indent=2)
    try:
        target.write_bytes(text + b"\n")
    except OSError as error:
        raise NewsgenError(
            f"{target}: the report was not written – {error.strerror} – choose another place"
        ) from None


def _by_name(problem: Problem) -> dict[str, str]:
    """A problem as an object with named fields: a record by itself is encoded as an array."""
    return {name: getattr(problem, name) for name in problem.__struct_fields__}
