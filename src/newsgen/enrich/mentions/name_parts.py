"""The parts of a run: places, people, organisations, unknown names. What a spelling is read as never depends on the text around it, so the answer
is remembered: the same names stand in thousands of stories."""

from functools import partial
from typing import Literal, NamedTuple

from newsgen.enrich.mentions.capitalised import LINKS, pieces
from newsgen.enrich.mentions.name_kinds import (
    belongs,
    is_code,
    is_crowned,
    is_national,
    is_organisation,
    is_person,
    is_press,
    is_team,
    place_length,
    title_length,
)
from newsgen.enrich.tables import Place, common, gazetteer, given, institutions, lexicon
from newsgen.text.word_cache import WordCache

PartKind = Literal["place", "person", "organisation", "name", "word", "acronym"]
REMEMBERED = 1 << 16
"""Runs whose parts are kept in memory, about 20 MB; a day of wires has a tenth of it."""


class Part(NamedTuple):
    """What one stretch of a run names: its kind, its name as printed (titles stripped), whether a title stood before it, and the place it is."""

    kind: PartKind
    name: str
    titled: bool = False
    place: Place | None = None


def read(run: str, *, initial: bool) -> tuple[Part, ...]:
    """The parts of a run, in order; `initial` where it begins a sentence.

    >>> [(p.kind, p.name, p.titled) for p in read("South Korean Foreign Minister Chung Eui-yong", initial=False)]
    [('place', 'South Korean', False), ('person', 'Chung Eui-yong', True)]
    """
    parts: list[Part] = []
    several = False
    for words in pieces(run):
        rest = _opened(words, initial and not parts)
        if size := _several(rest):
            several, rest = True, rest[size:]
        if not rest:
            continue
        if several and rest[0].lower() not in lexicon().portfolios:
            _titled(rest, parts)
        elif initial and not parts and _is_trade(rest):
            _titled(rest[1:], parts)
        else:
            _parts(rest, parts)
    return tuple(parts)


within: WordCache[str, tuple[Part, ...]] = WordCache(partial(read, initial=False), REMEMBERED)
"""The parts of a run inside a sentence, remembered."""
at_start: WordCache[str, tuple[Part, ...]] = WordCache(partial(read, initial=True), REMEMBERED)
"""The parts of a run that begins a sentence, remembered."""


def _several(words: list[str]) -> int:
    """How many words at the front are a title in the plural, which is that of each who follows: "Sens. Alan Cranston and Daniel Evans" → 1."""
    lex = lexicon()
    for number, word in enumerate(words):
        plain = word.lower().rstrip(".")
        if plain in lex.plural:
            return number + 1
        if plain not in lex.title_words:
            break
    return 0


def _opened(words: list[str], initial: bool) -> list[str]:  # noqa: FBT001 - private
    """`words` without what only opens a sentence; none where a lone common word does so."""
    lex = lexicon()
    openers = lex.openers if initial else lex.articles
    while (
        words
        and words[0].lower() in openers
        and not (words[0].isupper() and len(words[0]) > 1)
        and not place_length(words)
    ):
        if (
            len(words) > 2
            and words[0].lower() not in lex.articles
            and words[-1].lower().rstrip(".") in lex.tails
        ):
            break
        words = words[1:]
    if not (initial and words and words[0].lower() in common()) or place_length(words):
        return words
    if len(words) == 1:
        return []
    return words[1:] if " ".join(words[1:]) in gazetteer() or _is_named(words) else words


def _is_trade(words: list[str]) -> bool:
    """True where a sentence begins with what someone does: "Librarian Cressida Monroe"."""
    if len(words) not in (3, 4):
        return False
    first, rest = words[0].lower(), words[1:]
    if (
        first not in common()
        or words[0] in given()[1]
        or words[0] in given()[2]
        or first in lexicon().title_words
        or not first.endswith(("er", "or", "ist", "ian", "ant", "man", "woman", "ess"))
    ):
        return False
    return not any(
        word.lower() in common() or word.isupper() or word.lower().rstrip(".") in lexicon().tails
        for word in rest
    )


def _is_named(words: list[str]) -> bool:
    """True where a person's name begins with the second word: "Asked Antony Blinken"."""
    return (
        words[1] in given()[0]
        and words[0] not in given()[1]
        and words[0].lower() not in lexicon().title_words
    )


def _parts(words: list[str], parts: list[Part]) -> None:
    """Append what a piece names to `parts`: places in front, titles, then one name."""
    while words:
        joined = " ".join(words)
        if known := institutions().get(joined):
            parts.append(Part("organisation", known))
            return
        size = place_length(words)
        if not size or (size < len(words) and not is_team(words, size) and belongs(words, size)):
            break
        if is_team(words, size):
            parts.append(Part("organisation", joined))
            return
        if size < len(words) and words[size].lower().rstrip("s") in lexicon().money:
            return
        _put_place(words[:size], parts)
        if is_national(words, size):
            parts.append(Part("organisation", joined))
            return
        words = words[size:]
    if words:
        _named(words, parts)


def _put_place(words: list[str], parts: list[Part]) -> None:
    spelling = " ".join(words)
    parts.append(Part("place", spelling, place=gazetteer()[spelling]))


def _named(words: list[str], parts: list[Part]) -> None:
    """Append what remains of a piece once the places in front are gone."""
    lex = lexicon()
    if end := title_length(words):
        rest = words[end - is_crowned(words, end) :]
        if words[end:] and not (
            len(rest) == 1 and words[end - 1].lower() in lex.doubtful and _is_plain(rest[0])
        ):
            _titled(rest, parts)
        return
    for number, word in enumerate(words[1:-1], 1):
        if word.lower() in lex.title_heads and not word.isupper():
            _single(words[:number], parts, firm=True)
            _titled(words[number + 1 :], parts)
            return
        if (
            word.lower().rstrip(".") in lex.suffixes
            and words[number + 1].lower().rstrip(".") not in lex.suffixes
        ):
            _single(words[: number + 1], parts)
            _parts(words[number + 1 :], parts)
            return
    if words[-1].lower() in lex.title_heads and len(words) > 1 and words[0] not in given()[0]:
        words = words[:-1]
    _single(words, parts)


def _titled(words: list[str], parts: list[Part]) -> None:
    """Append the person (or place, after "Premier of") that a title introduces."""
    lex, sure = lexicon(), given()[0]
    while (
        words
        and words[0].lower() in lex.title_heads
        and words[0].lower() not in lex.crowned
        and words[0] not in sure
    ):
        words = words[1:]
    if not words:
        return
    if words[0] in ("of", "for"):
        _parts(words[1:], parts)
    elif place_length(words) == len(words) and words[0] not in sure:
        _put_place(words, parts)
    elif words[-1].lower() in lex.tails and len(words) > 1 and words[0] not in sure:
        _single(words, parts)
    elif words[0].lower() not in lex.stops and "of" not in words and not is_code(words[-1]):
        parts.append(Part("person", " ".join(words), titled=True))


def _is_plain(word: str) -> bool:
    """True for a common word that is no family name: after "Miss" or "Star", Universe is nobody. After "President", Trump is."""
    return word.lower() in common() and word not in given()[2]


def _single(words: list[str], parts: list[Part], *, firm: bool = False) -> None:
    """Append one name: an organisation by its cue, a person by the given name, else an unknown name or word."""
    while len(words) > 1 and _is_label(words):
        words = words[1:]
    name = " ".join(words)
    lower = [word.lower().rstrip(".") for word in words]
    if known := institutions().get(name):
        parts.append(Part("organisation", known))
    elif len(words) == 1:
        _word(name, lower[0], parts, firm=firm)
    elif (
        len(words) == 2
        and lower[-1] in ("administration", "government", "cabinet")
        and lower[0] not in common()
    ):
        parts.append(Part("word", words[0]))
    elif is_press(lower):
        return
    elif is_organisation(words, lower):
        parts.append(Part("organisation", name))
    elif is_person(words, lower):
        parts.append(Part("person", name))
    elif not all(word in lexicon().stops or word in LINKS for word in lower):
        parts.append(Part("name", name))


def _is_label(words: list[str]) -> bool:
    """True where the first word is a rating, a number or a player's position before the name: "A-2 American Security", "QB Mason Rudolph"."""
    first, sure = words[0], given()[0]
    if not first.isalpha():
        return any(letter.isdigit() for letter in first)
    if len(first) > 3 or not first.isupper():
        return False
    named = words[1] in sure or (
        len(words) == 3 and words[1] in given()[1] and words[2].lower() not in common()
    )
    return named and words[-1].lower().rstrip(".") not in lexicon().tails


def _word(name: str, lower: str, parts: list[Part], *, firm: bool) -> None:
    """Append a name of one word: letters, a firm by what follows it, or a word that only the story can explain."""
    lex = lexicon()
    if lower in lex.stops or lower in lex.tails or lower in ("jr", "sr") or len(name) < 2:
        return
    if name.isupper() and len(name) <= 6:
        parts.append(Part("acronym", name))
    else:
        parts.append(Part("organisation" if firm and lower not in common() else "word", name))
