"""The byline: who wrote a report, as a list of names without `By`, titles, addresses and dates. Agencies are not persons."""

import re
from collections.abc import Sequence

from newsgen.clean.dateline import agency_name
from newsgen.clean.evidence import Found, unknown

HEAD = 40
"""Lines from the top among which a byline is looked for."""
LONGEST = 120
"""Characters that a byline has at most."""

_NAME_WORD = r"(?:[A-ZÀ-ÖØ-ÞŁŚŻŠČŽİ][\w’'.-]*|de|van|von|der|den|la|le|el|al|bin|ben|da|dos|du|di|ter|ten|y)"
_NAME = re.compile(rf"[A-ZÀ-ÖØ-ÞŁŚŻŠČŽİ][\w’'.-]*(?:\s{_NAME_WORD}){{1,4}}")
_BY = re.compile(r"^(?:(?:story|words|text|written|report(?:ed|ing)?|posted|published|review(?:ed)?)\s+)?by[:\s]+(?=\S)", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|\n)\s*")
_STOP = re.compile(r"\s*(?:\||•|·|–|—|\s-\s|/|\(|\d|@|\b(?:Updated|Published|Posted|Last|Special|For|Staff|for)\b)")


def byline(lines: Sequence[str]) -> Found[tuple[str, ...]]:
    """The names in the byline of a text, whose first lines these are; the lines it uses up.

    >>> byline(["Talks resumed", "By Anna Lind and Per Holm, Reuters", "The ministers met."]).value
    ('Anna Lind', 'Per Holm')
    """
    for at, line in enumerate(lines[:HEAD]):
        if len(line) > LONGEST:
            continue
        if line.rstrip(":").casefold() in ("by", "author", "written by") and at + 1 < len(lines):
            if found := names(lines[at + 1]):
                return Found(found, "text", "name below “By”", 0.9, (at, at + 1))
            continue
        if (match := _BY.match(line)) and (found := names(line[match.end() :])):
            return Found(found, "text", "“By” and a name", 0.95, (at,))
    return unknown((), "no byline in the text")


def names(text: str) -> tuple[str, ...]:
    """The persons named in what follows `By`.

    >>> names("Anna Lind, Per Holm and Reuters | 5 May 2021"), names("the way, he said")
    (('Anna Lind', 'Per Holm'), ())
    """
    stop = _STOP.search(text)
    listed = _SPLIT.split(text[: stop.start()] if stop else text)
    found: list[str] = []
    for part in listed:
        name = part.strip(" .,:")
        if agency_name(name):
            continue
        if not _NAME.fullmatch(name):
            break
        found.append(name)
    return tuple(dict.fromkeys(found))
