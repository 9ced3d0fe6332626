"""From files to stories and their topics: the way that building and exporting share."""

from newsgen.model import Record
from newsgen.pipeline.compare import Compared, compare
from newsgen.pipeline.resolve import Resolved, resolve
from newsgen.pipeline.run import Run
from newsgen.pipeline.visit import Visited, visit


class Archived(Record, frozen=True):
    """What the first three steps made of an archive."""

    visited: Visited
    compared: Compared
    resolved: Resolved


def read_archive(run: Run) -> Archived:
    """Visit the files, compare the articles, resolve what they are about."""
    visited = visit(run)
    compared = compare(run, visited)
    resolved = resolve(run, compared)
    return Archived(visited, compared, resolved)
