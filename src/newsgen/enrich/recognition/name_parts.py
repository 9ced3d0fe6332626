"""The parts of a run: places, people, organisations, unknown names.

What a spelling is read as never depends on the text around it, so the answer is remembered: the
same names stand in thousands of stories.
"""

from functools import partial
from typing import Literal, NamedTuple

from newsgen.enrich.name_forms import bare
from newsgen.enrich.recognition.capitalised import LINKS, pieces
from newsgen.enrich.recognition.name_kinds import (
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
from newsgen.enrich.tables import KnownPlace, common, gazetteer, given, institutions, lexicon
from newsgen.text.word_cache import WordCache

PartKind = Literal["place", "person", "organisation", "name", "word", "acronym"]
"""What a part is: a `name` of several words or a `word` is of a kind that only the story can
tell."""
REMEMBERED = 1 << 16
"""Runs whose parts are kept in memory, about 20 MB; a day of wires has a tenth of it."""
_GOVERNMENT = ("administration", "government", "cabinet")
"""Words that make a government of the name before them, which counts for the person: "Biden
administration"."""
_TRADE_ENDINGS = ("er", "or", "ist", "ian", "ant", "man", "woman", "ess")
"""Endings of words for what someone does: "librarian"."""
_LONGEST_LABEL, _LONGEST_ACRONYM = 3, 6
"""Letters of a player's position ("QB"), and of an acronym, at most."""


class Part(NamedTuple):
    """What one stretch of a run names: its kind, its name as printed (titles stripped), whether a
    title stood before it, and the place it is."""

    kind: PartKind
    name: str
    titled: bool = False
    place: KnownPlace | None = None


def read(run: str, *, initial: bool) -> tuple[Part, ...]:
    """The parts of a run, in order; `initial` where it begins a sentence.

    >>> parts = read("South Korean Foreign Minister Chung Eui-yong", initial=False)
    >>> [(part.kind, part.name, part.titled) for part in parts]
    [('place', 'South Korean', False), ('person', 'Chung Eui-yong', True)]
    """
    parts: list[Part] = []
    all_titled = False

    for piece in pieces(run):
        first = initial and not parts
        words = _opened(piece) if first else _without_openers(piece, lexicon().articles)
        if size := _plural_title_length(words):
            all_titled, words = True, words[size:]
        if not words:
            continue
        if all_titled and words[0].lower() not in lexicon().portfolios:
            _add_titled(words, parts)
        elif first and _begins_with_trade(words):
            _add_titled(words[1:], parts)
        else:
            _add_parts(words, parts)

    return tuple(parts)


parts_within: WordCache[str, tuple[Part, ...]] = WordCache(partial(read, initial=False), REMEMBERED)
"""Run inside a sentence → its parts; remembered, so looked up in brackets."""
parts_at_start: WordCache[str, tuple[Part, ...]] = WordCache(
    partial(read, initial=True), REMEMBERED
)
"""Run that begins a sentence → its parts; remembered, so looked up in brackets."""


def _opened(words: list[str]) -> list[str]:
    """The first words of a sentence without those that only open it; none where a lone common word
    does so."""
    words = _without_openers(words, lexicon().openers)
    if not words or words[0].lower() not in common() or place_length(words):
        return words
    if len(words) == 1:
        return []

    is_name_behind = " ".join(words[1:]) in gazetteer() or _is_named(words)
    return words[1:] if is_name_behind else words


def _without_openers(words: list[str], openers: frozenset[str]) -> list[str]:
    """`words` without the `openers` in front: articles, or at the start of a sentence any word that
    may open it."""
    lex = lexicon()
    while words:
        first = words[0].lower()
        is_acronym = words[0].isupper() and len(words[0]) > 1
        if first not in openers or is_acronym or place_length(words):
            break
        is_long = len(words) > 2 and first not in lex.articles
        if is_long and bare(words[-1]) in lex.tails:  # "American Airlines Group"
            break
        words = words[1:]

    return words


def _is_named(words: list[str]) -> bool:
    """True where a person's name begins with the second word: "Asked Antony Blinken"."""
    names = given()
    if words[1] not in names.sure or words[0] in names.doubtful:
        return False
    return words[0].lower() not in lexicon().title_words


def _plural_title_length(words: list[str]) -> int:
    """How many words at the front are a title in the plural, which is that of each who follows:
    "Sens. Alan Cranston and Daniel Evans" → 1; 0 for none."""
    lex = lexicon()
    for number, word in enumerate(words):
        title = bare(word)
        if title in lex.plural:
            return number + 1
        if title not in lex.title_words:
            break

    return 0


def _begins_with_trade(words: list[str]) -> bool:
    """True where a sentence begins with what someone does: "Librarian Cressida Monroe"."""
    if len(words) not in (3, 4):
        return False

    first, names = words[0].lower(), given()
    if first not in common() or words[0] in names.doubtful or words[0] in names.family:
        return False
    if first in lexicon().title_words or not first.endswith(_TRADE_ENDINGS):
        return False

    return not any(map(_is_no_surname, words[1:]))


def _is_no_surname(word: str) -> bool:
    """True for a common word, letters, or the last word of an organisation."""
    if word.isupper() or word.lower() in common():
        return True
    return bare(word) in lexicon().tails


def _add_parts(words: list[str], parts: list[Part]) -> None:
    """Append what a piece names to `parts`: places in front, titles, then one name."""
    while words:
        name = " ".join(words)
        if known := institutions().get(name):
            parts.append(Part("organisation", known))
            return
        size = place_length(words)
        team = size > 0 and is_team(words, size)
        if not size or (size < len(words) and not team and belongs(words, size)):
            break
        if team:
            parts.append(Part("organisation", name))
            return
        if size < len(words) and words[size].lower().rstrip("s") in lexicon().money:
            return
        _add_place(words[:size], parts)
        if is_national(words, size):
            parts.append(Part("organisation", name))
            return
        words = words[size:]

    if words:
        _add_name(words, parts)


def _add_place(words: list[str], parts: list[Part]) -> None:
    """Append the place that `words` spell."""
    spelling = " ".join(words)
    place = gazetteer()[spelling]
    parts.append(Part("place", spelling, place=place))


def _add_name(words: list[str], parts: list[Part]) -> None:
    """Append what remains of a piece once the places in front are gone."""
    lex = lexicon()
    if end := title_length(words):
        _add_after_title(words, end, parts)
        return

    for number, word in enumerate(words[1:-1], 1):
        if word.lower() in lex.title_heads and not word.isupper():
            _add_single(words[:number], parts, firm=True)
            _add_titled(words[number + 1 :], parts)
            return
        if _ends_firm(word, words[number + 1]):
            _add_single(words[: number + 1], parts)
            _add_parts(words[number + 1 :], parts)
            return

    ends_in_title = len(words) > 1 and words[-1].lower() in lex.title_heads
    if ends_in_title and words[0] not in given().sure:
        words = words[:-1]

    _add_single(words, parts)


def _add_after_title(
    words: list[str],
    end: int,
    parts: list[Part],
) -> None:
    """Append the person behind a title of `end` words; a crown stays with its bearer."""
    if end == len(words):
        return

    following = words[end - is_crowned(words, end) :]
    doubtful = words[end - 1].lower() in lexicon().doubtful
    if len(following) == 1 and doubtful and _is_plain(following[0]):
        return

    _add_titled(following, parts)


def _is_plain(word: str) -> bool:
    """True for a common word that is no family name: after "Miss" or "Star", Universe is nobody.
    After "President", Trump is."""
    return word.lower() in common() and word not in given().family


def _ends_firm(word: str, following: str) -> bool:
    """True for "Inc", "Corp" and the like, where another word than such a one follows."""
    suffixes = lexicon().suffixes
    if bare(word) not in suffixes:
        return False
    return bare(following) not in suffixes


def _add_titled(words: list[str], parts: list[Part]) -> None:
    """Append the person (or place, after "Premier of") that a title introduces."""
    lex, sure = lexicon(), given().sure
    while words and words[0] not in sure:
        first = words[0].lower()
        if first not in lex.title_heads or first in lex.crowned:
            break
        words = words[1:]

    if not words:
        return

    may_be_other = words[0] not in sure
    if words[0] in ("of", "for"):
        _add_parts(words[1:], parts)
    elif may_be_other and place_length(words) == len(words):
        _add_place(words, parts)
    elif may_be_other and len(words) > 1 and words[-1].lower() in lex.tails:
        _add_single(words, parts)
    elif words[0].lower() not in lex.stops and "of" not in words and not is_code(words[-1]):
        parts.append(Part("person", " ".join(words), titled=True))


def _add_single(
    words: list[str],
    parts: list[Part],
    *,
    firm: bool = False,
) -> None:
    """Append one name: an organisation by its cue, a person by the given name, else an unknown name
    or word."""
    while len(words) > 1 and _begins_with_label(words):
        words = words[1:]

    name = " ".join(words)
    lower = [bare(word) for word in words]
    if known := institutions().get(name):
        parts.append(Part("organisation", known))
    elif len(words) == 1:
        _add_word(name, lower[0], parts, firm=firm)
    elif len(words) == 2 and lower[1] in _GOVERNMENT and lower[0] not in common():
        parts.append(Part("word", words[0]))
    elif is_press(lower):
        return
    elif is_organisation(words, lower):
        parts.append(Part("organisation", name))
    elif is_person(words, lower):
        parts.append(Part("person", name))
    elif not all(word in lexicon().stops or word in LINKS for word in lower):
        parts.append(Part("name", name))


def _begins_with_label(words: list[str]) -> bool:
    """True where the first word is a rating, a number or a player's position before the name: "A-2
    American Security", "QB Mason Rudolph"."""
    first, names = words[0], given()
    if not first.isalpha():
        return any(letter.isdigit() for letter in first)
    if len(first) > _LONGEST_LABEL or not first.isupper():
        return False
    if bare(words[-1]) in lexicon().tails:
        return False
    if words[1] in names.sure:
        return True

    return len(words) == 3 and words[1] in names.doubtful and words[2].lower() not in common()


def _add_word(
    name: str,
    lower: str,
    parts: list[Part],
    *,
    firm: bool,
) -> None:
    """Append a name of one word: letters, a firm by what follows it, or a word that only the story
    can explain."""
    lex = lexicon()
    if len(name) < 2 or lower in lex.stops or lower in lex.tails or lower in ("jr", "sr"):
        return

    if name.isupper() and len(name) <= _LONGEST_ACRONYM:
        parts.append(Part("acronym", name))
    elif firm and lower not in common():
        parts.append(Part("organisation", name))
    else:
        parts.append(Part("word", name))
