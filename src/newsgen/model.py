"""The records that flow from the readers to the pages: frozen, complete, linked by id and never by
object.

Every record is a msgspec struct that is encoded as an array: crossing to another process or resting
in the catalogue then costs half of what a dictionary costs. The module that makes a record fills
every field; nobody changes one afterwards.
"""

from typing import Literal

import msgspec

BlockKind = Literal["paragraph", "subhead", "list", "quote", "verse", "table", "caption"]
Basis = Literal["given", "text", "dateline", "url", "folder", "copy", "related", "derived", "none"]
Precision = Literal["time", "day", "month", "year"]
CopyKind = Literal["lead", "identical", "copy", "version"]
TopicKind = Literal["subject", "place", "person", "organisation"]
LinkKind = Literal["same event", "follows", "related"]

INFERRED = ("title", "dek", "date", "place", "byline", "agency", "outlet", "lang")
"""The fields of an article that may be inferred, each with an `Evidence`, in the order of the exported
record."""


class Record(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What all records share: frozen, encoded as an array, never part of a reference cycle."""


class Origin(Record, frozen=True):
    """Where an article came from.

    `path` is relative to the articles' folder, with `/` between its parts. `part` is empty for a
    file that holds one article, else it names the item in its container (an ordinal, or the item's
    own id). `digest` is the hexadecimal SHA-256 of the item's raw bytes; `line` the 1-based line of
    the file on which `Raw.text` begins.
    """

    path: str
    part: str
    digest: str
    line: int


class Published(Record, frozen=True):
    """A date as ISO 8601, as precise as it is known (`2021-05-05T14:00:00Z`, `2021-05-05`, `2021-05`
    or `2021`), and the name of that precision."""

    date: str
    precision: Precision


class Evidence(Record, frozen=True):
    """Why a field has its value: the basis, the rule, how sure it is (0 to 1), and the id of the
    article that lent it (else empty).

    Where a field is unknown the basis is `none`, and `rule` says why, in words for a reader ("no
    date in the text").
    """

    field: str
    basis: Basis
    rule: str
    confidence: float
    source: str


class Cut(Record, frozen=True):
    """A span that cleaning removed: its 1-based line in the source file, its text as it stood, and
    the rule that removed it."""

    line: int
    text: str
    rule: str


class Hints(Record, frozen=True):
    """What the container states about an article: in front matter, JSON keys, feed elements, HTML
    metadata, the names of folder and file. Every field may be empty.

    `basis` gives, for each field, a basis other than `given`: an exported record that is read back
    keeps its own. A field whose basis is `copy` was lent by another copy; it is ignored here, so
    that it is lent again. `date` is the text as it is stated, not parsed. `kinds` and `cut` are
    there only in an exported record that is read back. `folder` is the name of the folder directly
    below the articles' folder, a hint at the outlet; `file_date` is a date in the name of the file.
    `trusted`: a person or a program marked this body as the article, so no line of it is cut.
    """

    id: str = ""
    url: str = ""
    title: str = ""
    dek: str = ""
    date: str = ""
    modified: str = ""
    place: str = ""
    byline: tuple[str, ...] = ()
    agency: str = ""
    outlet: str = ""
    lang: str = ""
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    basis: tuple[tuple[str, str], ...] = ()
    kinds: tuple[str, ...] = ()
    cut: tuple[Cut, ...] = ()
    folder: str = ""
    file_date: str = ""
    trusted: bool = False


class Raw(Record, frozen=True):
    """An item: one article as its container holds it. `media_type` is `text/plain` (raw lines),
    `text/markdown` or `text/html` (a fragment)."""

    origin: Origin
    media_type: str
    text: str
    hints: Hints


class Block(Record, frozen=True):
    """One block of a body: its plain text, its sanitised HTML if it has inline markup (else None),
    and its 1-based line in the source file."""

    kind: BlockKind
    text: str
    html: str | None
    line: int


class Article(Record, frozen=True):
    """One text as one paper printed it, cleaned.

    `evidence` holds one entry for each of `INFERRED`; `cut` everything that was taken out of the
    text. `notes` are what the text itself says of its history ("Corrects spelling of name",
    "Updates with quotes"), as printed.
    """

    id: str
    origin: Origin
    title: str
    dek: str
    published: Published | None
    place: str
    byline: tuple[str, ...]
    agency: str
    outlet: str
    url: str
    lang: str
    blocks: tuple[Block, ...]
    tags: tuple[str, ...]
    aliases: tuple[str, ...]
    notes: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    cut: tuple[Cut, ...]


class Card(Record, frozen=True):
    """An article without body, evidence and cut: what may be held in memory for every article.
    `words` counts the words of its body."""

    id: str
    origin: Origin
    title: str
    published: Published | None
    place: str
    agency: str
    outlet: str
    lang: str
    tags: tuple[str, ...]
    words: int


class Copy(Record, frozen=True):
    """An article as a member of a story. `shared` is the share of its word 3-grams that the lead's
    text has, `covers` the share of the lead's word 3-grams that it has (0 to 1)."""

    id: str
    kind: CopyKind
    shared: float
    covers: float


class Story(Record, frozen=True):
    """One report, however many papers printed it.

    `copies` begins with the lead; the others follow by date and id. `weakest` holds the ids of the
    two members that are least alike among those that were compared, and `weakest_score` their
    score; empty and 1.0 for a story of one copy.
    """

    id: str
    lead: str
    copies: tuple[Copy, ...]
    weakest: tuple[str, ...]
    weakest_score: float


class Mention(Record, frozen=True):
    """A name or subject found in one story.

    `key` is what the archive resolves names by (a surname, an acronym, a place name), `forms` are
    the spellings met, `count` says how often, `salient` whether it is a topic of the story, and
    `rule` why ("dateline", "role and speech", "tag").
    """

    name: str
    kind: TopicKind
    key: str
    forms: tuple[str, ...]
    count: int
    salient: bool
    rule: str


class Topic(Record, frozen=True):
    """Something that stories are about. `slug` names its page for ever; `aliases` are the other names
    it goes by."""

    slug: str
    name: str
    kind: TopicKind
    aliases: tuple[str, ...]


class Link(Record, frozen=True):
    """Why one story points at another: the ids of both, the kind, a weight of 0 to 1, and the reason
    in words for a reader."""

    source: str
    target: str
    kind: LinkKind
    weight: float
    reason: str


class Page(Record, frozen=True):
    """One file to be published.

    `path` is relative to the site; `subjects` are the ids of the stories that its template is shown,
    `params` its other values, as JSON text. `digest` covers everything that the template can see:
    pages of equal digest have equal bytes.
    """

    path: str
    template: str
    subjects: tuple[str, ...]
    params: str
    digest: bytes


class Problem(Record, frozen=True):
    """Something wrong with the input, or a note on it. `code` groups problems (`front-matter`,
    `encoding`, `empty` …; docs/problems.md lists them); `where` is `path` or `path:line`."""

    level: Literal["error", "warning", "note"]
    where: str
    code: str
    message: str
    hint: str

    def __str__(self) -> str:
        """The problem as a terminal shows it: `path:line: what – why – what to do`.

        >>> str(Problem("error", "a.md:3", "front-matter", "not read – a tab", "use spaces"))
        'a.md:3: not read – a tab – use spaces'
        """
        return f"{self.where}: {self.message}" + (f" – {self.hint}" if self.hint else "")


class EntryCopy(Record, frozen=True):
    """A copy as the page of its story refers to it: the id of the article, the address of its own
    page (empty for the only copy of a story), and the name to call it by (its outlet, else its
    source file)."""

    id: str
    address: str
    name: str


class Entry(Record, frozen=True):
    """A story as lists show it.

    `summary` is its first sentence; `topics` are slugs of topics and `outlets` names of outlets, in
    order of weight; `copies` begins with the lead; `digest` covers everything that the story's own
    pages show of its articles.
    """

    id: str
    address: str
    title: str
    derived: bool
    published: Published | None
    place: str
    agency: str
    outlets: tuple[str, ...]
    topics: tuple[str, ...]
    copies: tuple[EntryCopy, ...]
    summary: str
    words: int
    lang: str
    digest: str


class Report(Record, frozen=True):
    """What a run did: counts by name, seconds by step, and the problems met."""

    counts: dict[str, int]
    seconds: dict[str, float]
    problems: tuple[Problem, ...]
