"""Tells the language of a text: by its script or its frequent words first, which is quick, and by a
trained identifier where those leave doubt.

On the articles it was measured with, the quick test settles most texts, in a twentieth of the
identifier's time.
"""

import re
import struct
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from newsgen.model import Record
from newsgen.text.patterns import late
from newsgen.text.tables import rows
from newsgen.text.words import lowered

SAMPLE = 1000
"""Characters that are looked at: the identifier is right in 97.6 % at 100 characters already."""
QUICK = 600
"""Characters in which frequent words are counted first. Where that leaves doubt they are counted in
all of `SAMPLE`, as loading the identifier takes 0.25 s."""
ENOUGH = 20
"""Letters below which no language is named."""
CLEAR = 0.12
"""Share of frequent words from which on the quick test may decide; running text of a language known
to it has 0.25 to 0.5."""
AHEAD = 1.6
"""How many times the hits of the second language the first must have."""
FEWEST_HITS = 4
"""Frequent words that the quick test decides by at least."""
FEWEST_FOREIGN = 4
"""Letters of another script than Latin that decide at least."""
KANA = 20
"""One letter of kana among so many makes a text Japanese: Chinese has none."""
SURE = 0.5
"""Probability from which on the identifier's answer is taken."""
BITS = 16
"""Bits for the hits of one language in a packed sum; a sample has fewer than 2 ** 16 words."""

_LETTERS = late(r"[^\W\d_]")
_FOREIGN = late(r"[\u0370-\u1fff\u2e80-\ud7ff\uf900-\uffef\U00010000-\U0003ffff]")
_LATIN_BYTES = bytes((*range(0xCD), 0xE2))
_BEYOND_LATIN = re.compile(rb"\xe2[\xba-\xbf]")
"""The bytes in which UTF-8 writes Latin text and its marks, and the beginnings of other letters
under the same first byte: with both a text is known as Latin in a tenth of the time."""
_KANA = late(r"[\u3040-\u30ff]")
_LAST_LATIN = "\u036f"
"""The last code point of Latin letters and their accents."""


class Guess(Record, frozen=True):
    """A language as an ISO 639-1 code (empty where unknown), how sure it is (0 to 1), and the rule
    or the reason in words for a reader."""

    lang: str
    confidence: float
    rule: str


class _Script(NamedTuple):
    """The first and the last code point of a script, and the language that news in it is of (`?`
    where several share it)."""

    low: int
    high: int
    lang: str


def language(text: str) -> Guess:
    """The language of the first `SAMPLE` characters of `text`.

    >>> language("The talks in London were held on Wednesday, and they will be resumed.").lang
    'en'
    >>> language("5-3").rule
    'too little text to tell the language'
    """
    sample = text[:SAMPLE]
    if not sample.isascii():
        guess = _by_script(sample)
        if guess is not None:
            return guess
    if not _has_enough_letters(sample):
        return Guess("", 0.0, "too little text to tell the language")
    return _by_words(sample[:QUICK]) or _by_words(sample) or _identified(sample)


def _has_enough_letters(sample: str) -> bool:
    """True where `sample` has `ENOUGH` letters. Its beginning, which is mostly enough, is counted
    first."""
    beginning = sample[: 2 * ENOUGH]
    if sum(map(str.isalpha, beginning)) >= ENOUGH:
        return True
    more = sample[: 10 * ENOUGH]
    return sum(map(str.isalpha, more)) >= ENOUGH


def _by_script(sample: str) -> Guess | None:
    """The language that a script stands for; None for text in Latin letters. Scripts that several
    languages share go to the identifier."""
    if not _may_be_foreign(sample):
        return None
    letters = _LETTERS.findall(sample)
    foreign = [letter for letter in letters if letter > _LAST_LATIN]
    count = len(foreign)
    if count < FEWEST_FOREIGN or count * 2 < len(letters):
        return None
    kana = _KANA.findall(sample)
    if len(kana) * KANA > count:
        return Guess("ja", 0.99, "script")
    counts: dict[str, int] = {}
    for letter in foreign:
        lang = _script_language(letter)
        counts[lang] = counts.get(lang, 0) + 1
    lang = max(sorted(counts), key=counts.__getitem__)
    return _identified(sample) if lang == "?" else Guess(lang, 0.98, "script")


def _may_be_foreign(sample: str) -> bool:
    """False where all letters of `sample` are Latin; the bytes tell most such texts, quickly."""
    data = sample.encode("utf-8", "surrogatepass")
    if not data.translate(None, _LATIN_BYTES) and not _BEYOND_LATIN.search(data):
        return False
    return _FOREIGN.search(sample) is not None


@cache
def _script_language(letter: str) -> str:
    """The language of the script of `letter`, `?` where that is none or is open."""
    code = ord(letter)
    for script in _scripts():
        if script.low <= code <= script.high:
            return script.lang
    return "?"


@cache
def _scripts() -> tuple[_Script, ...]:
    """The table of scripts."""
    scripts = []
    for row in rows("newsgen.clean", "scripts.tsv"):
        first, last, lang = row.split("\t")
        low, high = int(first, 16), int(last, 16)
        scripts.append(_Script(low, high, lang))
    return tuple(scripts)


def _by_words(sample: str) -> Guess | None:
    """The language whose frequent words stand out; None where they are few or two languages are
    close."""
    words = lowered(sample)
    count = len(words)
    hits = _hits(words)
    second, best = sorted(hits)[-2:]
    fewest = max(FEWEST_HITS, CLEAR * count, AHEAD * second)
    if best < fewest:
        return None
    lang = _languages()[hits.index(best)]
    confidence = min(0.99, 0.8 + best / count / 2)
    return Guess(lang, round(confidence, 2), "frequent words")


def _hits(words: Sequence[str]) -> tuple[int, ...]:
    """How many of `words` are frequent in each language, in the order of `_languages`."""
    looked_up = map(_frequent().get, words)
    packed = sum(filter(None, looked_up))
    langs = len(_languages())
    data = packed.to_bytes(langs * BITS // 8, "little")
    return struct.unpack(f"<{langs}H", data)


@cache
def _languages() -> tuple[str, ...]:
    """The codes of the languages whose frequent words are known, sorted."""
    langs = set()
    for row in rows("newsgen.clean", "stopwords.tsv"):
        lang, _, _ = row.partition("\t")
        langs.add(lang)
    return tuple(sorted(langs))


@cache
def _frequent() -> dict[str, int]:
    """Each frequent word with a hit for each language that it is frequent in, packed into one
    number so that the hits of many words are its sum: `BITS` bits for each language, the first
    one's lowest."""
    langs = _languages()
    hits: dict[str, int] = {}
    for row in rows("newsgen.clean", "stopwords.tsv"):
        lang, _, words = row.partition("\t")
        hit = 1 << (BITS * langs.index(lang))
        for word in set(words.split()):
            hits[word] = hits.get(word, 0) + hit
    return hits


def _identified(sample: str) -> Guess:
    """The answer of the trained identifier; unknown where it is not sure enough."""
    lang, probability = _identifier().classify(sample)
    if probability < SURE:
        return Guess("", 0.0, "the language cannot be told with confidence")
    confidence = round(float(probability), 2)
    return Guess(lang, confidence, "language identifier")


@cache
def _identifier():  # type: ignore[no-untyped-def]  # noqa: ANN202 - the library ships no types
    """The trained identifier with probabilities that sum to 1, loaded on first use (it takes half a
    second)."""
    from py3langid.langid import (  # noqa: PLC0415 - heavy, and most archives never need it
        MODEL_FILE,
        LanguageIdentifier,
    )

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
