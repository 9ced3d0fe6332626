"""`--report FILE`: what a build did, as JSON for other programs."""

from pathlib import Path

import msgspec

from newsgen.errors import NewsgenError
from newsgen.model import Report


def write(report: Report, target: Path) -> None:
    """Write counts, seconds by step and problems. Raises NewsgenError where the file cannot be written."""
    problems = [
        {name: getattr(problem, name) for name in problem.__struct_fields__}
        for problem in report.problems
    ]
    seconds = {name: round(value, 4) for name, value in report.seconds.items()}
    text = msgspec.json.format(
        msgspec.json.encode({"counts": report.counts, "seconds": seconds, "problems": problems}),
        indent=2,
    )
    try:
        target.write_bytes(text + b"\n")
    except OSError as error:
        raise NewsgenError(
            f"{target}: the report was not written – {error.strerror} – choose another place"
        ) from None
