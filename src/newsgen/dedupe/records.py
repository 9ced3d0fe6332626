"""The records of this stage: what is held for all articles, what is kept for comparing two, and what comparing them gives."""

from typing import Literal

from newsgen.model import CopyKind, Published, Record

RowKind = Literal["identical", "changed", "moved", "only-story", "only-copy"]
RunKind = Literal["equal", "ins", "del"]


class Signature(Record, frozen=True):
    """What is held in memory for every article, some 300 bytes. `digest`: of the folded words, so that equal digests are one text in two house
    styles; `keys`: 32-bit hashes of chosen shingles (little-endian, ascending), by which candidates are found; `words` of the body."""

    id: str
    published: Published | None
    lang: str
    words: int
    digest: bytes
    keys: bytes


class Fingerprint(Record, frozen=True):
    """What comparing needs of one article, some 3 kB for 400 words; arrays as little-endian bytes.

    `shingles`: 32 bits each, in the order of the text; `sentences`: index of the first shingle of each sentence, 32 bits each; `octets`, `numbers`,
    `names`, `rare` words, `title`: ascending 32-bit hashes, each once; `lede`: of the first words in order, 0 where a word is not rare.
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
    """The pairs worth comparing, each in ascending order of id, ascending. `capped`: how many keys were shared by so many articles that these were
    not all paired with each other, and `skipped` how many pairs that left out (counted a key at a time)."""

    pairs: tuple[tuple[str, str], ...]
    capped: int
    skipped: int


class Verdict(Record, frozen=True):
    """Whether two copies are one report. `a` < `b`; `score` 0 to 1, `same` from .5 on; `shared` the share of a's shingles that b has, weighted by
    rarity, `covers` of b's that a has; `kind` what they would be to each other; `rule` what decided; `features` by name, given in an explanation
    only: kept with every pair they would be ten times the rest."""

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


class Run(Record, frozen=True):
    """A piece of a paragraph: kept in both (`equal`), only in the story (`del`) or only in the copy (`ins`), as printed there."""

    kind: RunKind
    text: str


class Row(Record, frozen=True):
    """Two aligned paragraphs, or one that stands alone. `story` and `copy`: their pieces (empty where it has none), which joined give the paragraph;
    `at`: 0-based ordinals of the paragraphs in the two bodies (-1: none)."""

    kind: RowKind
    story: tuple[Run, ...]
    copy: tuple[Run, ...]
    at: tuple[int, int]


class Difference(Record, frozen=True):
    """How a copy differs from the story's lead: rows in reading order, and counts of rows by kind in the order of `RowKind`."""

    lead: str
    copy: str
    rows: tuple[Row, ...]
    counts: tuple[int, ...]


class Passage(Record, frozen=True):
    """A run of words that two articles share or only one has: `where` is `both`, `a` or `b`; `words` its length."""

    where: Literal["both", "a", "b"]
    text: str
    words: int


class Explanation(Record, frozen=True):
    """Why two articles are, or are not, one story: the verdict with its features, sides as asked for, and the passages, longest first."""

    verdict: Verdict
    passages: tuple[Passage, ...]


class Conflict(Record, frozen=True):
    """A field on which the copies of a story disagree: each value as text, with the ids of the copies that have it, commonest first."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]
