"""The records that flow from the readers to the pages: frozen, complete, linked by id and never by object.

Every record is a msgspec struct written as an array, so that it crosses a process and rests in the catalogue for half the cost
of a dictionary. The module that makes a record fills every field; nobody changes one afterwards.
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
"""The fields of an article that may be inferred, each with an `Evidence`; in the order of the exported record."""


class Record(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What all records share: frozen, encoded as an array, never part of a reference cycle."""


class Origin(Record, frozen=True):
    """Where an article came from: the path below the articles' folder with `/` between parts, the part of a container, the digest.

    `part` is empty for a file that holds one article, else what names the item in its container (an ordinal, or the item's own id).
    `digest` is the hexadecimal SHA-256 of the item's raw bytes; `line` the 1-based line of the file on which `Raw.text` begins.
    """

    path: str
    part: str
    digest: str
    line: int


class Published(Record, frozen=True):
    """A date as ISO 8601, cut to what is known: `2021-05-05T14:00:00Z`, `2021-05-05`, `2021-05` or `2021`, and the name of that precision."""

    date: str
    precision: Precision


class Evidence(Record, frozen=True):
    """Why a field has its value: the basis, the rule, how sure it is (0 to 1), and the article that lent it (else empty).

    Where a field is unknown the basis is `none` and `rule` says why, in words for a reader ("no date in the text").
    """

    field: str
    basis: Basis
    rule: str
    confidence: float
    source: str


class Cut(Record, frozen=True):
    """A span that cleaning removed: its 1-based line in the source file, its text as it stood, and the rule that removed it."""

    line: int
    text: str
    rule: str


class Hints(Record, frozen=True):
    """What the container states about an article (front matter, JSON keys, feed elements, HTML metadata, folder and file name).

    Every field may be empty. `basis` names, field by field, a basis other than `given` (an exported record that is read back keeps its own);
    a field whose basis is `copy` was lent by another copy and is ignored here, so that it is lent anew.
    `date` is the text as stated, not parsed. `kinds` and `cut` are there only in an exported record that is read back; `folder` is the name of the
    folder directly under the articles' folder, a hint at the outlet; `file_date` a date in the file's name.
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
    """One article as its container holds it. `media_type` is `text/plain` (raw lines), `text/markdown` or `text/html` (a fragment)."""

    origin: Origin
    media_type: str
    text: str
    hints: Hints


class Block(Record, frozen=True):
    """One block of a body: its plain text, its sanitised HTML where it has inline markup (else None), its 1-based line in the source file."""

    kind: BlockKind
    text: str
    html: str | None
    line: int


class Article(Record, frozen=True):
    """One copy, cleaned. `evidence` holds one entry for each of `INFERRED`; `cut` everything that was taken out of the text.

    `notes` are what the text itself says of its history ("Corrects spelling of name", "Updates with quotes"), as printed.
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
    """An article without body, evidence and cut: what may be held in memory for every article. `words` counts the body's words."""

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
    """One copy of a story. `shared`: share of its word 3-grams that the lead's text has; `covers`: share of the lead's that it has."""

    id: str
    kind: CopyKind
    shared: float
    covers: float


class Story(Record, frozen=True):
    """One report, however many papers printed it: `copies` begins with the lead, then by date and id. `weakest`: the ids of the two
    members least alike among those that were compared, and their score; empty and 1.0 for a story of one copy."""

    id: str
    lead: str
    copies: tuple[Copy, ...]
    weakest: tuple[str, ...]
    weakest_score: float


class Mention(Record, frozen=True):
    """A name or subject found in one story. `key` is what the archive folds on (a surname, an acronym, a place name), `forms` the spellings
    met, `count` how often, `salient` whether it is a topic of the story, `rule` why ("dateline", "role and speech", "tag")."""

    name: str
    kind: TopicKind
    key: str
    forms: tuple[str, ...]
    count: int
    salient: bool
    rule: str


class Topic(Record, frozen=True):
    """Something stories are about. `slug` names its page for ever; `aliases` are the other names it goes by."""

    slug: str
    name: str
    kind: TopicKind
    aliases: tuple[str, ...]


class Link(Record, frozen=True):
    """Why one story points at another: both story ids, the kind, a weight of 0 to 1, and the reason in words for a reader."""

    source: str
    target: str
    kind: LinkKind
    weight: float
    reason: str


class Page(Record, frozen=True):
    """One file to be published. `path` is site-relative; `subjects` the ids its template is shown; `params` its other values, as JSON text.

    `digest` covers everything the template can see: equal digest, equal bytes.
    """

    path: str
    template: str
    subjects: tuple[str, ...]
    params: str
    digest: str


class Problem(Record, frozen=True):
    """Something wrong with the input. `code` groups problems (`front-matter`, `encoding`, `empty` …); `where` is `path` or `path:line`."""

    level: Literal["error", "warning", "note"]
    where: str
    code: str
    message: str
    hint: str

    def __str__(self) -> str:
        """The problem as a terminal shows it: `path:line: what – why – what to do`.

        >>> str(Problem("error", "a.md:3", "front-matter", "front matter not read – tab in the indent", "use spaces"))
        'a.md:3: front matter not read – tab in the indent – use spaces'
        """
        return f"{self.where}: {self.message}" + (f" – {self.hint}" if self.hint else "")


class EntryCopy(Record, frozen=True):
    """A copy of a story as the story's page refers to it: article id, the address of its own page (empty for a story of one copy),
    and the name to call it by (its outlet, else its source file)."""

    id: str
    address: str
    name: str


class Entry(Record, frozen=True):
    """A story as lists show it. `summary` is its first sentence; `topics` topic slugs and `outlets` outlet names, in order of weight;
    `copies` the lead first; `digest` covers everything the story's own pages show of its articles."""

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
    """What a build did: counts by name, seconds by stage, and the problems met."""

    counts: dict[str, int]
    seconds: dict[str, float]
    problems: tuple[Problem, ...]
