"""Numbers, dates and names in words: plurals, spans, percentages, names in a row, cut titles; and the
attributes that mark a language."""

import re
from collections.abc import Sequence
from functools import lru_cache

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""The names of the months, January first."""

THEME_LANG = "en"
"""The language of the built-in theme; text in any other language is marked with its own."""

_IRREGULAR = {"story": "stories", "copy": "copies", "half-year": "half-years"}
_RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "nqo", "ps", "sd", "ug", "ur", "yi"]
)
_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def plural(count: int, noun: str) -> str:
    """A number and its noun.

    >>> plural(1, "story"), plural(1204, "story"), plural(0, "day")
    ('1 story', '1,204 stories', '0 days')
    """
    if count != 1:
        noun = _IRREGULAR.get(noun) or noun + "s"
    return f"{count:,} {noun}"


def counted(number: int) -> str:
    """A number with commas, empty where it is none.

    >>> counted(1204), counted(0)
    ('1,204', '')
    """
    return f"{number:,}" if number else ""


@lru_cache(maxsize=16384)
def date(iso: str, *, year: bool = True) -> str:
    """An ISO date in words, to its precision; without its year where `year` is false and more is known.

    >>> date("2021-05-05"), date("2021-05-05T14:00:00Z"), date("2021-05"), date("2021")
    ('5 May 2021', '5 May 2021', 'May 2021', '2021')
    >>> date("2021-05-05", year=False)
    '5 May'
    """
    parts = iso[:10].split("-")
    year_number = str(int(parts[0]))
    if len(parts) == 1:
        return year_number

    words = MONTHS[int(parts[1]) - 1]
    if len(parts) > 2:
        words = f"{int(parts[2])} {words}"
    return f"{words} {year_number}" if year else words


def known_date(iso: str) -> str:
    """An ISO date in words, empty where it is empty."""
    return date(iso) if iso else ""


def clock(iso: str) -> str:
    """The time of day that an ISO date states, with its zone; empty where it states none.

    >>> clock("2021-05-05T14:00:00Z"), clock("2021-05-05T14:00:00+02:00"), clock("2021-05-05")
    ('14:00 UTC', '14:00 UTC+02:00', '')
    """
    if len(iso) < 16:
        return ""

    time = iso[11:16]
    zone = iso[19:] if len(iso) > 19 else iso[16:]
    if not zone:
        return time
    return f"{time} UTC" if zone in {"Z", "+00:00"} else f"{time} UTC{zone}"


def span(first: str, last: str, precision: int = 4) -> str:
    """From one ISO date to another, in words, to `precision` characters of the dates.

    >>> span("2019-01-03", "2023-11-28"), span("2021-05-05", "2021-05-05", 7)
    ('2019 to 2023', 'May 2021')
    """
    if not first:
        return ""

    begin = date(first[:precision])
    end = date(last[:precision])
    return begin if begin == end else f"{begin} to {end}"


def percent(share: float) -> str:
    """A share as a whole percentage; never 100% or 0% where it is not wholly so.

    >>> percent(0.638), percent(0.9999), percent(1.0), percent(0.001)
    ('64%', '99%', '100%', '1%')
    """
    rounded = round(share * 100)
    if 0 < share < 1:
        rounded = min(max(rounded, 1), 99)
    return f"{rounded}%"


def listed(names: Sequence[str]) -> str:
    """Names in a row.

    >>> listed(()), listed(("Ann",)), listed(("Ann", "Bo")), listed(("Ann", "Bo", "Cy"))
    ('', 'Ann', 'Ann and Bo', 'Ann, Bo and Cy')
    """
    if len(names) < 2:
        return "".join(names)

    *others, last = names
    return f"{', '.join(others)} and {last}"


def byline(names: tuple[str, ...]) -> str:
    """The byline as one phrase, empty where there is none.

    >>> byline(("Ann", "Bo")), byline(())
    ('By Ann and Bo', '')
    """
    return f"By {listed(names)}" if names else ""


def credit(agency: str, place: str) -> str:
    """Who reports from where; that the agency is unknown is said.

    >>> credit("AFP", "London"), credit("", "")
    ('AFP, London', 'Agency unknown')
    """
    agency = agency or "Agency unknown"
    return f"{agency}, {place}" if place else agency


def headline(title: str, length: int = 0) -> str:
    """A title as it is shown, cut to `length` characters where a length is given.

    Text without any title still needs a name to click on.

    >>> headline("Talks in London"), headline(""), headline("Talks in London", 8)
    ('Talks in London', 'Untitled', 'Talks in…')
    """
    shown = title.strip() or "Untitled"
    return clipped(shown, length) if length else shown


def clipped(text: str, length: int) -> str:
    """`text`, cut at a word to at most `length` characters and an ellipsis where it is longer.

    >>> clipped("one two three", 20), clipped("one two three", 9)
    ('one two three', 'one two…')
    """
    if len(text) <= length:
        return text

    head = text[: length + 1]
    whole_words = head.rpartition(" ")[0] or head[:-1]
    return whole_words.rstrip(" ,;:–—-") + "…"


def capitalised(text: str) -> str:
    """`text` with a capital first letter and all else as it is.

    >>> capitalised("the AFP copy")
    'The AFP copy'
    """
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=1024)
def language(lang: str) -> str:
    """The attributes that mark text of a language: none for the theme's own, else `lang` and, where
    it is written from right to left, `dir`.

    >>> language("en"), language("fr"), language("ar")
    ('', ' lang="fr"', ' lang="ar" dir="rtl"')
    """
    base = lang.lower().split("-")[0]
    if not _LANG.fullmatch(lang) or base == THEME_LANG:
        return ""

    attributes = f' lang="{lang}"'
    return f'{attributes} dir="rtl"' if base in _RIGHT_TO_LEFT else attributes
