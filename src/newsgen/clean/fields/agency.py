"""Names the news agency whose report a text is, where the text says so: in its dateline, in a line
above the body or in an end mark. The agency is never guessed.

Which agencies there are, and how they sign, `agency_names` knows.
"""

import re
from collections.abc import Sequence

from newsgen.clean.evidence import FieldValue, unknown
from newsgen.clean.fields.agency_names import agency_name, may_sign
from newsgen.clean.fields.dateline import Dateline

LONGEST = 80
"""Most characters of a mark: a name of forty, the words before it and a year."""
LONGEST_LINE = 120
"""Most characters of a line that is looked through for a mark."""
LONGEST_COPYRIGHT = 200
"""Most characters of a copyright line below the body."""
LONGEST_END = 40
"""Most characters of a line below the body that is the bare name of an agency."""
CONTRIBUTION = 500
"""Characters of a line in which the sentence about contributing writers must begin and end."""

_PARTS = re.compile(r"[,|/•·–—-]\s*|\s-\s")
_MARK = re.compile(
    r"^(?:[-–—©(\[]|copyright|source:|by|with files from|via)?[\s:]*(?:the\s)?"
    r"(?P<name>[^\d,.|()\[\]/]{2,40}?)[\s)\].]*(?:\d{4})?$",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"^(?P<name>(?:The )?Associated Press|AP|Reuters|AFP)\b.{0,60}"
    r"\b(?:writer|journalist|correspondent|reporter)s?\b.{0,300}\bcontributed",
    re.DOTALL,
)
_COPYRIGHT = re.compile(
    r"^(?:©|\(c\)|Copyright)\s*(?:\d{4}\s)?(?:The\s)?"
    r"(?P<name>[A-Z][\w -]{1,30}?)(?:\.|,|\s\d{4}|$)",
    re.IGNORECASE,
)


def agency(filed: Dateline | None, head: Sequence[str], tail: Sequence[str]) -> FieldValue[str]:
    """The agency named by the dateline `filed`, by a line of `head` (the lines above the body) or
    by an end mark in `tail` (the lines around the end of the body); in this order.

    >>> agency(None, [], ["Associated Press writer Anna Lind contributed to this report."]).value
    'Associated Press'
    """
    if filed is not None and filed.agency:
        return FieldValue(filed.agency, "dateline", "agency in the dateline", 0.98)
    for line in head:
        if name := _marked_agency(line):
            return FieldValue(name, "text", "agency named above the body", 0.85)
    for line in tail:
        if name := _end_mark(line):
            return FieldValue(name, "text", "agency named at the end", 0.85)
    return unknown("", "no agency named in the text")


def _marked_agency(line: str) -> str:
    """The agency that `line` names, alone or as its first or last part; empty where it names none."""
    if len(line) > LONGEST_LINE or not may_sign(line):
        return ""
    parts = _PARTS.split(line)
    for part in dict.fromkeys((line.strip(), parts[0].strip(), parts[-1].strip())):
        if len(part) > LONGEST:
            continue
        match = _MARK.match(part)
        if match and (name := agency_name(match["name"].strip())):
            return name
    return ""


def _end_mark(line: str) -> str:
    """The agency that a line at the end of a text names: by its contributing writers, by its
    copyright, or by nothing but its name."""
    match = _CONTRIBUTED.match(line[:CONTRIBUTION])
    if match is None and len(line) <= LONGEST_COPYRIGHT:
        match = _COPYRIGHT.match(line)
    if match is not None:
        signature = match["name"].removeprefix("The ").strip()
        if name := agency_name(signature):
            return name
    return _marked_agency(line) if len(line) <= LONGEST_END else ""
