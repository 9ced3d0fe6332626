"""What a text says of its own history, as printed: "Corrects spelling of name", "(Updates with quotes)", "UPDATE 2-"."""

import re
from collections.abc import Sequence
from functools import cache

from newsgen.text.tables import rows

ENDS = 20
"""Lines from either end among which a note stands."""
LONGEST = 400
"""Characters of a note; what is longer is a report about a correction."""

_TELLING = 3
"""Characters of a line that tell most that are no note; every opening has them."""

_SERIES = re.compile(
    r"^(?:UPDATE|CORRECTED|REFILE|WRAPUP|RPT|CORRECTED-UPDATE)(?:\s\d{1,2})?-(?=\S)"
)


def is_note(line: str) -> bool:
    """True where `line` is a note on the text's own history.

    >>> is_note("Corrects spelling of minister's name"), is_note("Correction officers went on strike")
    (True, False)
    """
    return len(line) <= LONGEST and line[:60].lower().startswith(_openings())


def series(title: str) -> str:
    """The mark of a series of versions before a wire's headline, empty where there is none.

    >>> series("UPDATE 2-Ministers meet in London")
    'UPDATE 2-'
    """
    match = _SERIES.match(title)
    return match[0] if match else ""


def correction_notes(lines: Sequence[str], title: str) -> tuple[str, ...]:
    """The notes among `lines` and the series mark of `title`, as printed, each once."""
    ends = lines if len(lines) <= 2 * ENDS else (*lines[:ENDS], *lines[-ENDS:])
    beginnings = _beginnings()
    found = [line for line in ends if line[:_TELLING].lower() in beginnings and is_note(line)]
    mark = series(title)
    return tuple(dict.fromkeys([mark, *found] if mark else found))


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(opening[:_TELLING] for opening in _openings())


@cache
def _openings() -> tuple[str, ...]:
    return tuple(rows("newsgen.clean", "notes.tsv"))
