"""The records of dedupe: what memory holds of every article, what the comparison of two articles
needs, and what that comparison gives."""

from typing import Literal

from newsgen.model import CopyKind, Published, Record

RowKind = Literal["identical", "changed", "moved", "only-story", "only-copy"]
RunKind = Literal["equal", "ins", "del"]
Pair = tuple[str, str]
"""The ids of two articles, the lower first."""


class Signature(Record, frozen=True):
    """What is held in memory for every article, some 300 bytes.

    `digest`: 128 bits of the folded words, so that equal digests mean one text in two house styles.
    `keys`: 32-bit hashes of chosen shingles (little-endian, ascending), by which candidates are
    found. `words`: number of words in the body.
    """

    id: str
    published: Published | None
    lang: str
    words: int
    digest: bytes
    keys: bytes

    @property
    def date(self) -> str:
        """The date of publication in ISO 8601, as exactly as it is known; empty where it is not."""
        return self.published.date if self.published else ""


class Fingerprint(Record, frozen=True):
    """What comparing one article with others needs, some 3 kB for 400 words.

    All arrays are little-endian bytes of 32-bit numbers. `shingles`: in the order of the text.
    `sentences`: index of the first shingle of each sentence. `octets`, `numbers`, `names`, `rare`
    (words) and `title`: ascending hashes, each once. `lede`: hashes of the first words in order,
    0 where a word is not rare.
    """

    id: str
    published: Published | None
    lang: str
    words: int
    digest: bytes
    shingles: bytes
    sentences: bytes
    octets: bytes
    numbers: bytes
    names: bytes
    rare: bytes
    lede: bytes
    title: bytes


class Candidates(Record, frozen=True):
    """The pairs worth comparing, in ascending order; each pair in ascending order of its ids.

    `capped`: number of keys that too many articles share for all of these to be paired with each
    other. `skipped`: number of pairs that were left out for it, counted once a key.
    """

    pairs: tuple[Pair, ...]
    capped: int
    skipped: int


class Verdict(Record, frozen=True):
    """Whether two articles are copies of one report.

    `a` < `b` are the ids. `score` is 0 to 1, `same` is true from .5 on. `shared`: the share of a's
    shingles that b has, weighted by rarity; `covers`: the share of b's shingles that a has. `kind`:
    what the copies would be to each other. `rule`: what decided. `features`: their values by name,
    given in an explanation only; kept with every pair they would be ten times all other fields.
    """

    a: str
    b: str
    score: float
    same: bool
    borderline: bool
    kind: CopyKind
    rule: str
    shared: float
    covers: float
    features: tuple[tuple[str, float], ...]


class WordRun(Record, frozen=True):
    """A part of a paragraph, as printed: in both (`equal`), in the story only (`del`) or in the
    copy only (`ins`)."""

    kind: RunKind
    text: str


class DifferenceRow(Record, frozen=True):
    """Two aligned paragraphs, or one that stands alone.

    `story` and `copy`: the runs of each side; joined they give its paragraph, and they are empty
    where the side has none. `ordinals`: 0-based places of the paragraphs in the two bodies (-1:
    no paragraph).
    """

    kind: RowKind
    story: tuple[WordRun, ...]
    copy: tuple[WordRun, ...]
    ordinals: tuple[int, int]


class Difference(Record, frozen=True):
    """How a copy differs from the story's lead: rows in reading order, and the number of rows of
    each kind, in the order of `RowKind`."""

    lead: str
    copy: str
    rows: tuple[DifferenceRow, ...]
    counts: tuple[int, ...]


class Passage(Record, frozen=True):
    """Words in a row that two articles share or that only one has.

    `where` is `both`, `a` or `b`; `words` is the length.
    """

    where: Literal["both", "a", "b"]
    text: str
    words: int


class Explanation(Record, frozen=True):
    """Why two articles are, or are not, one story: the verdict with its features, a and b as they
    were asked for, and the passages, longest first."""

    verdict: Verdict
    passages: tuple[Passage, ...]


class Conflict(Record, frozen=True):
    """A field on which the copies of a story disagree: each value as text, with the ids of the
    copies that have it, the commonest value first."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


def pair(a: str, b: str) -> Pair:
    """The pair of two ids.

    >>> pair("b", "a")
    ('a', 'b')
    """
    return (a, b) if a < b else (b, a)
