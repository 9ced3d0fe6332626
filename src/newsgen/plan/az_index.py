"""An A–Z index: lines under the letters they begin with, on one page or, above a number of lines, on a page a letter."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from newsgen import urls
from newsgen.plan.params import Item, Letter

WHOLE = 300
"""Lines up to which an index is one page."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS, OTHER = "0–9", "Other"


@lru_cache(maxsize=65536)
def letter(name: str) -> str:
    """The letter a name stands under: A to Z for Latin script, `0–9`, or `Other`.

    >>> [letter(name) for name in ("Œuvre", "the Élysée", "“Q”", "24 hours", "東京", "!")]
    ['O', 'T', 'Q', '0–9', 'Other', 'Other']
    """
    first = next((sign for sign in name if sign.isalnum()), "")
    if first.isdecimal():
        return DIGITS
    if "LATIN" not in unicodedata.name(first, "") if first else True:
        return OTHER
    return (urls.slug(first, "")[:1] or OTHER).upper() if not first.isascii() else first.upper()


def collated(name: str) -> tuple[str, str]:
    """What a register sorts names by: letters and digits without accents and case, then the name itself."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(sign for sign in plain if sign.isalnum() or sign == " ").strip(), name


def letters(items: Sequence[Item], kind: str, *, whole: bool) -> tuple[Letter, ...]:
    """`items` under their letters, `0–9` and `Other` last. `whole`: all on one page, the address an anchor; else each on its own page."""
    ranked = sorted(
        items, key=lambda item: (_rank(letter(item.name)), collated(item.name), item.address)
    )
    groups = (
        (name, tuple(group)) for name, group in groupby(ranked, key=lambda item: letter(item.name))
    )
    return tuple(
        Letter(
            name,
            f"#{anchor(name)}" if whole else urls.az_index(kind, anchor(name)),
            len(group),
            group,
        )
        for name, group in groups
    )


def anchor(name: str) -> str:
    """The anchor or file stem of a letter: `a`, `0-9`, `other`."""
    return name.lower().replace("–", "-")


def _rank(name: str) -> tuple[int, str]:
    return (DIGITS, OTHER).index(name) + 1 if name in {DIGITS, OTHER} else 0, name
