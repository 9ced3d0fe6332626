"""Reads the dateline: where and on what day a report was filed, and by which agency, as printed
before its first words.

A dateline is looked for in the first two paragraphs of a body only (in a scan of every paragraph
half the hits are false). It is known by its shape: a town in capitals and a dash, or a town in
mixed case with a day or an agency beside it. The gazetteer confirms what the shape leaves open.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from newsgen.clean.fields.agency_names import agency_name
from newsgen.clean.fields.date_expressions import month
from newsgen.clean.fields.gazetteer import country, town
from newsgen.clean.fields.person_names import not_names
from newsgen.model import Record
from newsgen.text.patterns import late
from newsgen.text.tables import rows

UNKNOWN = 5
"""Fewest letters of a town that the gazetteer does not know: NATO and NFL stand before dashes too."""
SHORTEST = 3
"""Fewest characters of a town."""
LOOKED_AT = 140
"""Characters of a paragraph that are looked at."""
PARAGRAPHS = 64
"""Paragraphs whose dateline is remembered: the record, the dek and the derived headline ask for the
same one."""


class Dateline(Record, frozen=True):
    """A dateline as read: the town as one writes it, month, day and year (0 for each that is not
    printed), the agency's name, where it ends in the paragraph, and what confirmed it.

    The town is empty where an agency alone signs (`(Reuters) - Shares fell`).
    """

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
    >>> filed = dateline("KYIV, Dec 24 (Reuters) - Talks were resumed")
    >>> filed.place, filed.month, filed.day, filed.agency
    ('Kyiv', 12, 24, 'Reuters')
    >>> texts = ("DEAR ABBY: My wife", "England (Group A): a win", "Correction, Nov. 15: an")
    >>> [dateline(text) for text in texts]
    [None, None, None]
    """
    head = paragraph[:LOOKED_AT]
    return _dateline(head) if _MARK.search(head) else None


_MARK = late(r"[—–―:_.)\]/-](?:(?<=[—–―:_])|(?<=-)[-\s]|(?<=[.)])-|(?<=[)\]/])\s)")
"""What parts a dateline from its report. The expression begins with a class, so that a paragraph
without any of these marks is passed quickly."""
_WORDY = late(r"\s{0,12}(?:[^\W\d_][\w.'’]*(?: (?![ -])|(?<![.)])-(?![\s-]))){7}")
"""Seven words with nothing between them: a town has five at most, and the sixth without figures is
a month or the article before a day."""
_RARE = re.compile(r"[CK]ORR|INVIATO|_")
"""What may stand in a dateline of so many words: the rank of a correspondent, or a mark, glued to the
town."""
_TOWN = r"[^\W\d_][\w.'’]*(?:[ -]+(?:[^\W\d_][\w.'’]*)){0,4}"
_SHAPE = late(
    rf"[\s(]{{0,12}}(?P<town>{_TOWN})(?P<slash>/[^\W\d_][\w .'’]{{2,25}})?"
    r"(?P<region>(?:\s?,\s?(?!(?:le|den|il)\s)"
    r"[^\W\d_](?:[^\W\d_]|[.'’& -]){1,28}?(?![^\W\d_])){0,2})"
    # the day, as `May 5` or as `le 5 mai`
    r"(?P<date>\s?,?\s?\(?(?<![^\W\d_])(?P<m1>[^\W\d_]{3,9})\.?\s(?P<d1>\d{1,2})(?:st|nd|rd|th)?"
    r"(?:,?\s(?P<y1>(?:19|20)\d\d))?\)?"
    r"|\s?,?\s?\(?(?:le\s|den\s|il\s)?(?P<d2>\d{1,2})(?:st|nd|rd|th|\.)?\s(?:de\s)?"
    r"(?P<m2>[^\W\d_]{3,9})\.?(?:,?\s(?P<y2>(?:19|20)\d\d))?\)?)?"
    r"\s?,?\s?(?:[(/\[]\s?(?P<agency>[^()\[\]]{2,40}?)\s?[)/\]])?"
    # the mark before the report; a closed bracket needs none before a capital
    r"(?:\s{0,2}(?P<mark>--+|[—–―_]|-(?=\s)|(?<=[.)])-(?=[A-Z“\"'])|:(?=\s)|\.\s?[—–-]+)"
    r"|(?<=[)\]])(?=\s[^\Wa-z\d_]))"
)
"""Town, region, day, agency and mark, each as it may be printed. Between them and in them stand
bounded numbers of spaces, so that no text takes long."""
_CAPITAL = re.compile(r",? D\.?C\.?$")
_GLUED = late(
    r"[^.]{0,60}?(?:CORRISPONDENTE|INVIATO|CORRESPONDENT|CORRESPONSAL|KORRESPONDENT|CORRESPONDANTE?)"
    r"(?=[A-Z]{3})"
)
_AGENCY_ALONE = late(r"\s?\((?P<agency>[^()\d]{2,30})\)\s?(?:--?|[—–])\s?(?=[^\Wa-z]|[“\"‘'])")
_ABBREVIATED = ("St.", "ST.", "Mt.", "MT.", "Ft.", "FT.")
"""How towns begin whose first stop is part of their name."""
_SMALL_WORDS = frozenset(
    (
        # Romance languages
        *("de", "del", "della", "di", "da", "do", "dos", "das", "du", "des"),
        *("la", "le", "les", "el", "los", "las", "sur", "e", "i", "y", "et", "en"),
        # German, English, Arabic
        *("am", "an", "der", "den", "auf", "im", "und"),
        *("upon", "on", "the", "of", "and"),
        "al",
    )
)
"""Words inside the names of towns that are written small."""
_SMALL_LETTER = re.compile(r"[a-z]")
_LETTERS = re.compile(r"[^\W\d_]+")
_NEARLY_CAPITALS = re.compile(r"Mc[A-Z]+|O[A-Z]+|St|Mt|Ft")
_AGENCY = re.compile(r"[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3}")
_NO_DAY = (0, 0, 0)
_LONELY_S = re.compile(r"([’'])S\b")


class _Shape(NamedTuple):
    """What has the shape of a dateline: the town, the parts of its region, month, day and year (0
    for each that is not printed), the agency as printed and its name (empty where no agency signs
    so), and the mark before the report."""

    place: str
    region: Sequence[str]
    day: tuple[int, int, int]
    printed_agency: str
    agency: str
    mark: str


@lru_cache(maxsize=PARAGRAPHS)
def _dateline(head: str) -> Dateline | None:
    """The dateline of a paragraph that begins with `head`."""
    if _WORDY.match(head) and not _RARE.search(head):
        return None
    glued = _GLUED.match(head)
    match = _SHAPE.match(head, glued.end() if glued else 0)
    if match is not None:
        return _confirmed(match, head)
    alone = _AGENCY_ALONE.match(head)
    if alone is not None and (agency := agency_name(alone["agency"])):
        return Dateline(
            place="",
            month=0,
            day=0,
            year=0,
            agency=agency,
            end=alone.end(),
            rule="agency before the first word",
        )
    return None


def _confirmed(match: re.Match[str], head: str) -> Dateline | None:
    """The dateline of which `match` has the shape, None where nothing confirms it."""
    shape = _shape(match)
    is_dated = shape.day != _NO_DAY
    if not _is_town_like(shape.place) or (match["date"] and not is_dated):
        return None
    if shape.printed_agency and not shape.agency and not _may_have_unknown_agency(shape):
        return None
    for part in shape.region:
        if not _is_region(part) and not _is_region_like(part):
            return None
    rule = _rule(shape)
    if not rule or not _can_open_report(head[match.end() :]):
        return None
    agency = shape.agency
    # Between a day and the dash stands the agency, whoever it is: a name there is taken as printed.
    if not agency and is_dated and _AGENCY.fullmatch(shape.printed_agency):
        agency = shape.printed_agency
    month_number, day, year = shape.day
    return Dateline(
        place=_usual_spelling(shape.place),
        month=month_number,
        day=day,
        year=year,
        agency=agency,
        end=match.end(),
        rule=rule,
    )


def _shape(match: re.Match[str]) -> _Shape:
    """The parts of a dateline in the groups of `_SHAPE`."""
    place = _CAPITAL.sub("", match["town"])
    place = place.strip() if place.startswith(_ABBREVIATED) else place.strip(" .")
    parts = [part.strip() for part in match["region"].split(",")]
    printed = match["agency"] or ""
    return _Shape(
        place=place,
        region=[part for part in parts if part],
        day=_day(match),
        printed_agency=printed,
        agency=agency_name(printed),
        mark=match["mark"] or "",
    )


def _day(match: re.Match[str]) -> tuple[int, int, int]:
    """Month, day and year that are printed, 0 for each that is not; `_SHAPE` names them by a 1
    where the month stands first and by a 2 where the day does."""
    for order in "12":
        name = match[f"m{order}"]
        number = month(name) if name else 0
        if not number:
            continue
        day, year = int(match[f"d{order}"]), int(match[f"y{order}"] or 0)
        if 1 <= day <= 31:
            return number, day, year
    return _NO_DAY


def _is_town_like(place: str) -> bool:
    """False for what is too short and for words that are known to be no places."""
    if len(place) < SHORTEST:
        return False
    word = place.lower().rstrip(".")
    return word not in _not_places()


def _may_have_unknown_agency(shape: _Shape) -> bool:
    """True where an agency that is not in the table may sign: beside a town in capitals, or one
    whose region is known."""
    return _is_in_capitals(shape.place) or _is_placed(shape)


def _rule(shape: _Shape) -> str:
    """What makes this a dateline, in words for a reader; empty where it is none."""
    place, mark = shape.place, shape.mark
    is_dated = shape.day != _NO_DAY
    is_in_capitals = _is_in_capitals(place)
    is_town = town(place) is not None
    is_known = is_town or country(place) != ""
    if (is_dated or shape.agency) and (is_in_capitals or is_known or shape.region):
        return "place and day" if is_dated else "place and agency"
    if not is_in_capitals:
        is_sure = is_known and _is_placed(shape) and mark not in {":", "-"}
        return "place and region" if is_sure else ""
    if mark in {":", ""}:
        return "town in capitals, known" if is_town and mark else ""
    if is_known or _is_placed(shape):
        return "town in capitals, known"
    if not shape.region and _is_no_town(place):
        return ""
    most_words = 2 if mark == "-" else 3
    return "town in capitals" if len(place.split()) <= most_words else ""


def _is_placed(shape: _Shape) -> bool:
    """True where a region is printed, and every part of it is known."""
    return bool(shape.region) and all(map(_is_region, shape.region))


def _is_no_town(place: str) -> bool:
    """True for words in capitals that the gazetteer does not know and that are an acronym, a button
    or a heading."""
    if len(place) < UNKNOWN:
        return True
    words = place.lower().split()
    return words[0] in _SMALL_WORDS or not not_names().isdisjoint(words)


def _is_in_capitals(place: str) -> bool:
    """True where the town is in capitals, apart from small words and `Mc`."""
    is_in_capitals = False
    for word in _LETTERS.findall(place):
        if word.lower() in _SMALL_WORDS:
            continue
        if not word.isupper() and not _NEARLY_CAPITALS.fullmatch(word):
            return False
        is_in_capitals = True
    return is_in_capitals


def _is_region(part: str) -> bool:
    """True for a region of the table and for a country."""
    if part.rstrip(".") in _regions():
        return True
    return country(part) != ""


def _is_region_like(part: str) -> bool:
    """True for one to three capitalised words, which may be a region that is not in the table."""
    words = part.split()
    if not 1 <= len(words) <= 3:
        return False
    return all(word[0].isupper() for word in words)


def _can_open_report(text: str) -> bool:
    """True where `text`, which follows the dateline, can open a report: with a capital, a quotation
    mark or a number, and not with words in capitals throughout."""
    body = text.lstrip(" \"'“‘«(–—-")
    if not body or body[:30].isupper():
        return False
    return not body[0].islower() or text.startswith(" ")


def _usual_spelling(place: str) -> str:
    """The town as one writes it: as the gazetteer spells it, else with capitals only where words
    begin."""
    known = town(place)
    if known is not None and known.name.casefold() == place.casefold():
        return known.name
    if not _is_in_capitals(place) or _SMALL_LETTER.search(place.replace("Mc", "")):
        return place
    first, *others = place.split()
    words = [first.title()]
    for word in others:
        small = word.lower()
        words.append(small if small in _SMALL_WORDS else word.title())
    return _LONELY_S.sub(r"\1s", " ".join(words))


@cache
def _regions() -> frozenset[str]:
    """The names and abbreviations of regions, as printed but for their last stop."""
    regions = rows("newsgen.clean", "regions.txt")
    return frozenset(region.rstrip(".") for region in regions)


@cache
def _not_places() -> frozenset[str]:
    """Words that stand before dashes and are no places, in small letters."""
    words = rows("newsgen.clean", "not_places.txt")
    return frozenset(words)
