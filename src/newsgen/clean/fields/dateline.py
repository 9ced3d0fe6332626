"""The dateline: where and on what day a report was filed, and by which agency, printed before its first words.

Looked for in the first two paragraphs of a body only (scanning every paragraph, half the hits are false), by its shape: a town in
capitals and a dash, or in mixed case with a day or an agency beside it. The gazetteer confirms what the shape leaves open.
"""

import re
from functools import cache, lru_cache

from newsgen.clean.fields.agency_names import agency_name
from newsgen.clean.fields.date_expressions import month
from newsgen.clean.fields.person_names import not_names
from newsgen.model import Record
from newsgen.text.patterns import late
from newsgen.clean.fields.gazetteer import country, town
from newsgen.text.tables import rows

UNKNOWN = 5
"""Letters that a town unknown to the gazetteer has at least: NATO and NFL stand before dashes too."""
LOOKED_AT = 140
"""Characters of a paragraph that are looked at."""
PARAGRAPHS = 64
"""Paragraphs whose dateline is remembered: it is asked for by the record, the dek and the derived headline."""


class Dateline(Record, frozen=True):
    """A dateline as read: the town as one writes it, month and day (0 where none), the year (0 where none), the agency's name, its
    length in the paragraph, and what confirmed it. The town is empty where an agency alone signs (`(Reuters) - Shares fell`)."""

    place: str
    month: int
    day: int
    year: int
    agency: str
    end: int
    rule: str


def dateline(paragraph: str) -> Dateline | None:
    """The dateline that `paragraph` begins with, or None.

    >>> dateline("London, United Kingdom , May 5 – US Secretary of State Antony Blinken met").place
    'London'
    >>> found = dateline("KYIV, Dec 24 (Reuters) - Talks were resumed"); found.place, found.month, found.day, found.agency
    ('Kyiv', 12, 24, 'Reuters')
    >>> [dateline(text) for text in ("DEAR ABBY: My wife", "England (Group A): a win", "Correction, Nov. 15: an")]
    [None, None, None]
    """
    head = paragraph[:LOOKED_AT]
    return _found(head) if _MARK.search(head) else None


@lru_cache(maxsize=PARAGRAPHS)
def _found(head: str) -> Dateline | None:
    if _WORDY.match(head) and not _RARE.search(head):
        return None
    glued = _GLUED.match(head)
    start = glued.end() if glued else 0
    if (match := _SHAPE.match(head, start)) is not None:
        return _read(match, head)
    if (bare := _BARE.match(head)) is not None and (agency := agency_name(bare["agency"])):
        return Dateline("", 0, 0, 0, agency, bare.end(), "agency before the first word")
    return None


_MARK = late(r"[—–―:_.)\]/-](?:(?<=[—–―:_])|(?<=-)[-\s]|(?<=[.)])-|(?<=[)\]/])\s)")
"""What parts a dateline from its report; begins with a class, so that a paragraph without any is passed quickly."""
_WORDY = late(r"\s{0,12}(?:[^\W\d_][\w.'’]*(?: (?![ -])|(?<![.)])-(?![\s-]))){7}")
"""Seven words with nothing between them: a town has five, and a month, or the article before a day, is the sixth and last without figures."""
_RARE = re.compile(r"[CK]ORR|INVIATO|_")
"""What may stand in a dateline of so many words: a correspondent's rank, glued to the town, or a mark that is glued to it."""
_TOWN = r"[^\W\d_][\w.'’]*(?:[ -]+(?:[^\W\d_][\w.'’]*)){0,4}"
_SHAPE = late(
    rf"[\s(]{{0,12}}(?P<town>{_TOWN})(?P<slash>/[^\W\d_][\w .'’]{{2,25}})?"
    r"(?P<region>(?:\s?,\s?(?!(?:le|den|il)\s)[^\W\d_](?:[^\W\d_]|[.'’& -]){1,28}?(?![^\W\d_])){0,2})"
    r"(?P<date>\s?,?\s?\(?(?<![^\W\d_])(?P<m1>[^\W\d_]{3,9})\.?\s(?P<d1>\d{1,2})(?:st|nd|rd|th)?(?:,?\s(?P<y1>(?:19|20)\d\d))?\)?"
    r"|\s?,?\s?\(?(?:le\s|den\s|il\s)?(?P<d2>\d{1,2})(?:st|nd|rd|th|\.)?\s(?:de\s)?(?P<m2>[^\W\d_]{3,9})\.?(?:,?\s(?P<y2>(?:19|20)\d\d))?\)?)?"
    r"\s?,?\s?(?:[(/\[]\s?(?P<agency>[^()\[\]]{2,40}?)\s?[)/\]])?"
    r"(?:\s{0,2}(?P<mark>--+|[—–―_]|-(?=\s)|(?<=[.)])-(?=[A-Z“\"'])|:(?=\s)|\.\s?[—–-]+)|(?<=[)\]])(?=\s[^\Wa-z\d_]))"
)
_CAPITAL = re.compile(r",? D\.?C\.?$")
_GLUED = late(
    r"[^.]{0,60}?(?:CORRISPONDENTE|INVIATO|CORRESPONDENT|CORRESPONSAL|KORRESPONDENT|CORRESPONDANTE?)(?=[A-Z]{3})"
)
_BARE = late(r"\s?\((?P<agency>[^()\d]{2,30})\)\s?(?:--?|[—–])\s?(?=[^\Wa-z]|[“\"‘'])")
_LOWER = frozenset(
    {
        "de",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "des",
        "la",
        "le",
        "les",
        "el",
        "los",
        "las",
        "am",
        "an",
        "der",
        "den",
        "auf",
        "im",
        "upon",
        "on",
        "sur",
        "the",
        "of",
        "and",
        "al",
        "e",
        "i",
        "y",
        "und",
        "et",
        "en",
    }
)
_MIXED = re.compile(r"[a-z]")
_NAME = re.compile(r"[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3}")


def _read(match: re.Match[str], head: str) -> Dateline | None:
    place = _CAPITAL.sub("", match["town"])
    place = (
        place.strip(" .")
        if not place.startswith(("St.", "ST.", "Mt.", "MT.", "Ft.", "FT."))
        else place.strip()
    )
    region = [part.strip() for part in match["region"].split(",") if part.strip()]
    agency = agency_name(match["agency"] or "")
    month_number, day, year = _day(match)
    if not place or place.lower().rstrip(".") in _not_places() or len(place) < 3:
        return None
    if (
        match["agency"]
        and not agency
        and not _shouted(place)
        and not (region and all(map(_region, region)))
    ):
        return None
    dated = month_number > 0
    if (match["date"] and not dated) or any(
        not _region(part) and not _region_like(part) for part in region
    ):
        return None
    rule = _confirmed(place, region, dated=dated, agency=agency, mark=match["mark"] or "")
    if not rule or not _opens(head[match.end() :]):
        return None
    # Between a day and the dash stands the agency, whoever it is: a name in parentheses is taken as printed.
    printed = match["agency"] if dated and _NAME.fullmatch(match["agency"] or "") else ""
    return Dateline(_usual(place), month_number, day, year, agency or printed, match.end(), rule)


def _day(match: re.Match[str]) -> tuple[int, int, int]:
    """Month, day and year that are printed, 0 for each that is not."""
    for n in "12":
        if match[f"m{n}"] and (number := month(match[f"m{n}"])) and 1 <= int(match[f"d{n}"]) <= 31:
            return number, int(match[f"d{n}"]), int(match[f"y{n}"] or 0)
    return 0, 0, 0


def _confirmed(place: str, region: list[str], *, dated: bool, agency: str, mark: str) -> str:
    """What makes this a dateline, empty where it is none."""
    shouted = _shouted(place)
    inhabited = town(place) is not None
    known = inhabited or country(place) != ""
    if (dated or agency) and (shouted or known or region):
        return "place and day" if dated else "place and agency"
    placed = bool(region) and all(map(_region, region))
    if not shouted:
        return "place and region" if known and placed and mark not in {":", "-"} else ""
    if mark == ":" or not mark:
        return "town in capitals, known" if inhabited and mark else ""
    if known or placed:
        return "town in capitals, known"
    likely = (region or not _no_town(place)) and len(place.split()) <= (2 if mark == "-" else 3)
    return "town in capitals" if likely else ""


def _no_town(place: str) -> bool:
    """True for words in capitals that the gazetteer does not know and that are an acronym, a button or a heading."""
    tokens = place.lower().split()
    return (
        tokens[0] in _LOWER or len(place) < UNKNOWN or any(token in not_names() for token in tokens)
    )


def _shouted(place: str) -> bool:
    """True where the town is in capitals, small words and `Mc` aside."""
    letters = [word for word in re.findall(r"[^\W\d_]+", place) if word.lower() not in _LOWER]
    return bool(letters) and all(
        word.isupper() or re.fullmatch(r"Mc[A-Z]+|O[A-Z]+|St|Mt|Ft", word) for word in letters
    )


def _region(part: str) -> bool:
    return part.rstrip(".") in _regions() or country(part) != ""


def _region_like(part: str) -> bool:
    """A region not in the tables: one to three capitalised words."""
    words = part.split()
    return 1 <= len(words) <= 3 and all(word[0].isupper() for word in words)


def _opens(rest: str) -> bool:
    """True where what follows can open a report: a capital, a quotation mark or a number, and more than a few words."""
    body = rest.lstrip(" \"'“‘«(–—-")
    if body[:30].isupper():
        return False
    return bool(body) and (
        body[0].isupper() or body[0].isdigit() or not body[0].islower() or rest[:1] == " "
    )


def _usual(place: str) -> str:
    """The town as one writes it: as the gazetteer spells it, else with capitals only where words begin."""
    found = town(place)
    if found is not None and found.name.casefold() == place.casefold():
        return found.name
    if not _shouted(place) or _MIXED.search(place.replace("Mc", "")):
        return place
    small = " ".join(
        word.lower() if i and word.lower() in _LOWER else word.title()
        for i, word in enumerate(place.split())
    )
    return re.sub(r"([’'])S\b", r"\1s", small)


@cache
def _regions() -> frozenset[str]:
    return frozenset(row.rstrip(".") for row in rows("newsgen.clean", "regions.txt"))


@cache
def _not_places() -> frozenset[str]:
    return frozenset(rows("newsgen.clean", "not_places.txt"))
