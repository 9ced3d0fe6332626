"""Surface features of the lines of texts: what a line looks like, never which words it holds.

Texts are read together, as one array of characters: a call of numpy costs more than what it
computes for one text. No number of a line depends on the texts that are read beside its own. Words
count only as members of classes, or as grammar words of a language (`vocabulary`).
"""

from collections.abc import Sequence
from itertools import chain
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from newsgen.clean.lines.arrays import Bools, Floats, Ints, Numbers
from newsgen.clean.lines.characters import together
from newsgen.clean.lines.columns import SURFACE, Named, by_column
from newsgen.clean.lines.counts import ENDING, count_signs, count_words
from newsgen.clean.lines.signals import signals
from newsgen.clean.lines.tokens import Signs, Tokens, signs_of, tokens_of
from newsgen.clean.lines.vocabulary import languages

LOOK = 480
"""Characters of a line that are looked at, a sixth of them from its end: a line of 5 MB costs no
more than one of 480 characters."""
_LOOK_BEGINNING, _LOOK_END = LOOK * 5 // 6, LOOK // 6
PROSE = 45
"""Words from which any line counts as running text."""
PROSE_SENTENCE = 10
"""Words from which a line does that ends like a sentence, if it has grammar words too."""
PROSE_GRAMMAR = 0.15
"""The share of grammar words that it has at least, where they are known in its language."""

_ANY_LANGUAGE = -1
"""All bits: a word of an unknown language is a grammar word where it is one in any language."""
_OPENING_WORDS = 6
"""First words of a line by which `Surface.start` is computed."""
_POSITIVE = np.uint64((1 << 63) - 1)
_HALVED = np.uint64(1)
_APART = np.uint64(0xD6E8FEB86659FD93)
"""The hashes of words have this many times the number of their text added, so that equal words of
texts that are read together differ."""


class Lines(NamedTuple):
    """The stripped, non-empty lines of a text, the bucket of how many other articles of the outlet
    hold each of them (`repeats.bucket`), and the language of the text."""

    texts: Sequence[str]
    repeats: Sequence[int]
    lang: str


class Surface(NamedTuple):
    """What is known of each line of some texts by itself.

    `table` is (`SURFACE` x lines), `signals` (`SIGNALS` x lines); the lines of text i are those
    from `bounds[i]` to `bounds[i + 1]`. Five arrays have an entry a line: `length` is its number of
    words; `prose` says whether it looks like running text; `english` whether its text is in
    English, or in no known language; `whole` and `start` are equal for lines of one text with equal
    words and with equal first words (`start` is negative where a line has too few words for that).
    The three `word` arrays have an entry for each content word that its text has more than once,
    sorted by word and line: its line, the number of the word, whether it is written as a name.
    """

    table: Floats
    signals: Floats
    bounds: Ints
    length: Floats
    prose: Bools
    english: Bools
    whole: Ints
    start: Ints
    word_line: Ints
    word: Ints
    word_name: Bools

    @property
    def sizes(self) -> Ints:
        """How many lines each text has."""
        begins = self.bounds[:-1]
        return self.bounds[1:] - begins

    def by_line(self, by_text: NDArray[Any]) -> NDArray[Any]:
        """For each line the entry of its text in `by_text`."""
        return by_text.repeat(self.sizes)

    def only(self, left: Bools) -> Self:
        """The surface of the lines for which `left` is true, without texts that have no line
        left."""
        lines = left.nonzero()[0]
        words = left.take(self.word_line).nonzero()[0]
        left_before = np.zeros(len(left) + 1, np.int64)  # how many lines are left before each line
        left.cumsum(out=left_before[1:])
        word_line = left_before[self.word_line[words]]

        return type(self)(
            table=self.table.take(lines, 1),
            signals=self.signals.take(lines, 1),
            bounds=np.unique(left_before[self.bounds]),
            length=self.length[lines],
            prose=self.prose[lines],
            english=self.english[lines],
            whole=self.whole[lines],
            start=self.start[lines],
            word_line=word_line,
            word=self.word[words],
            word_name=self.word_name[words],
        )


def surface(texts: Sequence[Lines]) -> Surface:
    """The surface of the lines of `texts`; texts without lines are left out.

    >>> lines = ["Share", "The talks in London were held on Wednesday, and they will be resumed."]
    >>> surface([Lines(lines, [0, 0], "en"), Lines(lines[:1], [0], "en")]).prose.tolist()
    [False, True, False]
    """
    texts = [text for text in texts if text.texts]
    sizes = np.array([len(text.texts) for text in texts])
    bounds = np.concatenate(([0], sizes.cumsum()))
    signs = signs_of(_framed(texts))
    langs = np.array([languages().get(text.lang, 0) for text in texts]).repeat(sizes)
    tokens = tokens_of(signs, np.where(langs > 0, langs, _ANY_LANGUAGE))

    table = np.empty((len(SURFACE), len(langs)), np.float32)
    columns = by_column(table)
    columns["known language"] = langs > 0
    words = count_words(tokens, table)
    length = count_signs(signs, words, bounds[1:][sizes > 1] - 1, table)
    prose = _prose(columns, length)
    _put_others(texts, signs, columns)
    columns["words"] = np.log1p(length)
    columns["prose"] = prose

    apart = np.arange(len(texts), dtype=np.uint64).repeat(sizes) * _APART
    whole, start = _line_hashes(tokens, apart)
    again = _repeated_words(tokens, apart)
    return Surface(
        table=table,
        signals=signals(table, length, prose, tokens),
        bounds=bounds,
        length=length,
        prose=prose,
        english=_english(texts).repeat(sizes),
        whole=whole,
        start=start,
        word_line=again.line,
        word=again.word,
        word_name=again.is_name,
    )


def _english(texts: Sequence[Lines]) -> Bools:
    """Which texts are in English, or in no known language."""
    return np.array([text.lang in {"en", ""} for text in texts])


def _framed(texts: Sequence[Lines]) -> str:
    """The characters of all lines that are looked at, with a newline before and behind each line."""
    lines = chain.from_iterable(text.texts for text in texts)
    shortened = [line if len(line) <= LOOK else _ends(line) for line in lines]
    framed = "\n".join(["", *shortened, ""])
    newlines = len(shortened) + 1
    if framed.count("\n") == newlines:
        return framed

    # A newline within a line would look like the end of one.
    unbroken = [line.replace("\n", " ") for line in shortened]
    return "\n".join(["", *unbroken, ""])


def _ends(line: str) -> str:
    """What is looked at of a long line."""
    beginning = line[:_LOOK_BEGINNING]
    end = line[-_LOOK_END:]
    return f"{beginning} {end}"


def _prose(columns: Named, length: Floats) -> Bools:
    """Which lines look like running text: long ones, and sentences with grammar words."""
    is_ended = columns["ending"] == ENDING["stop"]
    is_unknown = columns["known language"] == 0
    is_grammatical = is_unknown | (columns["grammar"] >= PROSE_GRAMMAR)
    is_sentence = is_ended & is_grammatical & (length >= PROSE_SENTENCE)
    is_long = length >= PROSE
    prose: Bools = is_sentence | is_long
    return prose


def _put_others(texts: Sequence[Lines], signs: Signs, columns: Named) -> None:
    """Put into the columns what is neither counted by kinds of characters nor by words."""
    lengths: list[int] = []
    repeats: list[int] = []
    for text in texts:
        lengths += map(len, text.texts)
        repeats += text.repeats
    asking = _asking_lines(signs)

    columns["characters"] = np.log1p(lengths)
    columns["repeats"] = repeats
    columns["asks"] = np.bincount(asking, minlength=len(lengths))


def _asking_lines(signs: Signs) -> Ints:
    """The line of each question mark and exclamation mark, one entry a mark."""
    codes = signs.codes.take(signs.telling)
    asks = (codes == ord("?")) | (codes == ord("!"))
    lines: Ints = signs.telling_line[asks]
    return lines


class _RepeatedWords(NamedTuple):
    """The three `word` arrays of a surface."""

    line: Ints
    word: Ints
    is_name: Bools


def _repeated_words(tokens: Tokens, apart: Numbers) -> _RepeatedWords:
    """The content words that their text has more than once."""
    content = tokens.content.nonzero()[0]
    numbers = tokens.hashes[content] + apart.take(tokens.line[content])
    order, new = together(numbers)

    # A word stands alone where a new number begins both at it and behind it.
    is_alone = new[1:] & new[:-1]
    again = ~is_alone
    places = order[again]
    words = content[places]
    word_number = new[:-1][again].cumsum()
    return _RepeatedWords(
        line=tokens.line[words],
        word=word_number,
        is_name=tokens.capital[words],
    )


def _line_hashes(tokens: Tokens, apart: Numbers) -> tuple[Ints, Ints]:
    """The arrays `whole` and `start` of a surface."""
    begin = tokens.begins[:-1]
    end = tokens.begins[1:]
    start_end = np.minimum(begin + _OPENING_WORDS, end)
    sums = np.zeros(len(tokens.hashes) + 1, np.uint64)  # of the hashes before each word
    tokens.hashes.cumsum(out=sums[1:])
    sums_before = sums[begin]
    whole = _positive(sums[end] - sums_before, apart)
    start = _positive(sums[start_end] - sums_before, apart)
    is_too_short = end - begin < _OPENING_WORDS
    return whole, np.where(is_too_short, -1, start)


def _positive(sums: Numbers, apart: Numbers) -> Ints:
    """Numbers of 63 bits, so that negative ones can mean something else."""
    hashes = (sums >> _HALVED) + apart
    return (hashes & _POSITIVE).view(np.int64)
