"""How numbers, dates and names are said: plurals, spans, percentages, possessives, and the direction a language is written in."""

import re
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

THEME_LANG = "en"
"""The language the built-in theme speaks; text in any other is marked with its own."""

_IRREGULAR = {"story": "stories", "copy": "copies", "half-year": "half-years"}
_RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "nqo", "ps", "sd", "ug", "ur", "yi"]
)
_STRONG = re.compile(r"[^\W\d_]")
_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def plural(count: int, noun: str) -> str:
    """A number and its noun.

    >>> plural(1, "story"), plural(1204, "story"), plural(0, "day")
    ('1 story', '1,204 stories', '0 days')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {_IRREGULAR.get(noun) or noun + 's'}"


@lru_cache(maxsize=16384)
def date(iso: str, *, year: bool = True) -> str:
    """An ISO date as a reader says it, to its precision; without its year where `year` is false and more is known.

    >>> date("2021-05-05"), date("2021-05-05T14:00:00Z"), date("2021-05"), date("2021"), date("2021-05-05", year=False)
    ('5 May 2021', '5 May 2021', 'May 2021', '2021', '5 May')
    """
    parts = iso[:10].split("-")
    number = str(int(parts[0]))
    if len(parts) == 1:
        return number
    month = MONTHS[int(parts[1]) - 1]
    said = month if len(parts) == 2 else f"{int(parts[2])} {month}"
    return f"{said} {number}" if year else said


def clock(iso: str) -> str:
    """The time of day that an ISO date states, with its zone; empty where it states none.

    >>> clock("2021-05-05T14:00:00Z"), clock("2021-05-05T14:00:00+02:00"), clock("2021-05-05")
    ('14:00 UTC', '14:00 UTC+02:00', '')
    """
    if len(iso) < 16:
        return ""
    zone = iso[19:] if len(iso) > 19 else iso[16:]
    return f"{iso[11:16]} UTC{'' if zone in {'Z', '+00:00'} else zone}" if zone else iso[11:16]


def span(first: str, last: str, precision: int = 4) -> str:
    """From one ISO date to another, said to `precision` characters of them.

    >>> span("2019-01-03", "2023-11-28"), span("2021-05-05", "2021-05-05", 7)
    ('2019 to 2023', 'May 2021')
    """
    if not first:
        return ""
    one, other = date(first[:precision]), date(last[:precision])
    return one if one == other else f"{one} to {other}"


def percent(share: float) -> str:
    """A share as a whole percentage; never 100% or 0% where it is not wholly so.

    >>> percent(0.638), percent(0.9999), percent(1.0), percent(0.001)
    ('64%', '99%', '100%', '1%')
    """
    rounded = round(share * 100)
    return f"{min(max(rounded, 1), 99) if 0 < share < 1 else rounded}%"


def listed(names: tuple[str, ...]) -> str:
    """Names in a row.

    >>> listed(("Ann",)), listed(("Ann", "Bo")), listed(("Ann", "Bo", "Cy"))
    ('Ann', 'Ann and Bo', 'Ann, Bo and Cy')
    """
    return (
        names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
    )


def headline(title: str, length: int = 0) -> str:
    """A title as it is shown, cut to `length` characters where one is given; text without any title still needs a name to click on.

    >>> headline("Talks in London"), headline(""), headline("Talks in London", 8)
    ('Talks in London', 'Untitled', 'Talks in…')
    """
    said = title.strip() or "Untitled"
    return clipped(said, length) if length else said


def clipped(text: str, length: int) -> str:
    """`text`, cut at a word to at most `length` characters and an ellipsis where it is longer.

    >>> clipped("one two three", 20), clipped("one two three", 9)
    ('one two three', 'one two…')
    """
    if len(text) <= length:
        return text
    head = text[: length + 1]
    return (head.rpartition(" ")[0] or head[:-1]).rstrip(" ,;:–—-") + "…"


@lru_cache(maxsize=1024)
def language(lang: str) -> str:
    """The attributes that mark text of a language: none for the theme's own, else `lang` and, written from right to left, `dir`.

    >>> language("en"), language("fr"), language("ar")
    ('', ' lang="fr"', ' lang="ar" dir="rtl"')
    """
    if not _LANG.fullmatch(lang) or lang.lower().split("-")[0] == THEME_LANG:
        return ""
    return (
        f' lang="{lang}" dir="rtl"'
        if lang.lower().split("-")[0] in _RIGHT_TO_LEFT
        else f' lang="{lang}"'
    )
