"""Finds the notes in which a text speaks of its own history, such as "Corrects spelling of name",
"(Updates with quotes)" and "UPDATE 2-", and keeps them as printed."""

import re
from collections.abc import Sequence
from functools import cache

from newsgen.text.tables import rows

ENDS = 20
"""Lines from the top and from the end of a text among which a note stands."""
LONGEST = 400
"""Most characters of a note; a longer line is a report about a correction."""
OPENING = 60
"""Characters of a line that hold the longest opening of the table."""

_KEY = 3
"""Characters by which most lines are passed: every opening of the table has as many, and few lines
begin with those of one."""

_SERIES = re.compile(
    r"^(?:UPDATE|CORRECTED|REFILE|WRAPUP|RPT|CORRECTED-UPDATE)(?:\s\d{1,2})?-(?=\S)"
)


def is_note(line: str) -> bool:
    """True where `line` is a note on the history of its text.

    >>> is_note("Corrects spelling of minister's name"), is_note("Correction officers went on strike")
    (True, False)
    """
    return len(line) <= LONGEST and line[:OPENING].lower().startswith(_openings())


def series(title: str) -> str:
    """The mark that a wire puts before the headline of a later version; empty where there is none.

    >>> series("UPDATE 2-Ministers meet in London")
    'UPDATE 2-'
    """
    match = _SERIES.match(title)
    return match[0] if match else ""


def correction_notes(lines: Sequence[str], title: str) -> tuple[str, ...]:
    """The series mark of `title` and the notes among `lines`, as printed, each once.

    >>> correction_notes(["Corrects spelling of name", "They met."], "UPDATE 2-Ministers meet")
    ('UPDATE 2-', 'Corrects spelling of name')
    """
    ends = lines
    if len(lines) > 2 * ENDS:
        ends = (*lines[:ENDS], *lines[-ENDS:])
    keys = _keys()
    notes = [line for line in ends if line[:_KEY].lower() in keys and is_note(line)]
    if mark := series(title):
        notes.insert(0, mark)
    return tuple(dict.fromkeys(notes))


@cache
def _keys() -> frozenset[str]:
    """The first `_KEY` characters of each opening."""
    openings = _openings()
    return frozenset(opening[:_KEY] for opening in openings)


@cache
def _openings() -> tuple[str, ...]:
    """The words with which notes begin, in small letters."""
    table = rows("newsgen.clean", "notes.tsv")
    return tuple(table)
