"""The agency whose report a text is, where the text itself says so: in its dateline, its byline or its end mark – never by guess."""

import re
from collections.abc import Sequence

from newsgen.clean.evidence import FieldValue, unknown
from newsgen.clean.fields.agency_names import agency_name, may_sign
from newsgen.clean.fields.dateline import Dateline

LONGEST = 80
"""Characters of a mark at most: a name of forty, what stands before it, a year."""

_PARTS = re.compile(r"[,|/•·–—-]\s*|\s-\s")
_MARK = re.compile(
    r"^(?:[-–—©(\[]|copyright|source:|by|with files from|via)?[\s:]*(?:the\s)?(?P<name>[^\d,.|()\[\]/]{2,40}?)[\s)\].]*(?:\d{4})?$",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"^(?P<name>(?:The )?Associated Press|AP|Reuters|AFP)\b.{0,60}\b(?:writer|journalist|correspondent|reporter)s?\b.{0,300}\bcontributed",
    re.DOTALL,
)
_SIGNED = re.compile(
    r"^(?:©|\(c\)|Copyright)\s*(?:\d{4}\s)?(?:The\s)?(?P<name>[A-Z][\w -]{1,30}?)(?:\.|,|\s\d{4}|$)",
    re.IGNORECASE,
)


def agency(filed: Dateline | None, head: Sequence[str], tail: Sequence[str]) -> FieldValue[str]:
    """The agency named by the dateline, by a line of its own above the body, or by an end mark.

    >>> agency(None, [], ["Associated Press writer Anna Lind contributed to this report."]).value
    'Associated Press'
    """
    if filed is not None and filed.agency:
        return FieldValue(filed.agency, "dateline", "agency in the dateline", 0.98)
    for line in head:
        if name := _named(line):
            return FieldValue(name, "text", "agency named above the body", 0.85)
    for line in tail:
        if name := _ended(line):
            return FieldValue(name, "text", "agency named at the end", 0.85)
    return unknown("", "no agency named in the text")


def _named(line: str) -> str:
    """The agency that a short line, or the end of a byline, consists of."""
    if len(line) > 120 or not may_sign(line):
        return ""
    last = _PARTS.split(line)
    for part in dict.fromkeys((line.strip(), last[0].strip(), last[-1].strip())):
        match = _MARK.match(part) if len(part) <= LONGEST else None
        if match and (name := agency_name(match["name"].strip())):
            return name
    return ""


def _ended(line: str) -> str:
    match = _CONTRIBUTED.match(line[:500]) or (_SIGNED.match(line) if len(line) <= 200 else None)
    if match and (name := agency_name(match["name"].removeprefix("The ").strip())):
        return name
    return _named(line) if len(line) <= 40 else ""
