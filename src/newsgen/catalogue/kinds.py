"""What the cache holds: one row for each kind of record, with what its key is made of.

`docs/cache.md` is generated from this table.
"""

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of record in the cache.

    `name` is its name in the store, `id` says what identifies a record, `value` and `body` what is
    kept of it (a body is long, compressed, and read one at a time; empty: this kind has none), and
    `made_by` which step makes it. `inputs` names the parts of its key in order: a record is made
    again when one of these parts is no longer what it was.
    """

    name: str
    id: str
    value: str
    body: str
    made_by: str
    inputs: tuple[str, ...]


SURVEY = Kind(
    name="survey",
    id="path of a file below the articles' folder",
    value="the items in the file, a digest of each of their lines, and the problems met",
    body="",
    made_by="visit",
    inputs=("configuration of readers and cleaning", "name, size or time of the file"),
)
ARTICLE = Kind(
    name="article",
    id="article",
    value="the article's card, the problems met, and its signature",
    body="the cleaned article",
    made_by="visit",
    inputs=(
        "configuration of cleaning and copies",
        "content of the item",
        "id",
        "how often its lines are repeated in the outlet",
        "decision on the article",
    ),
)
VERDICT = Kind(
    name="verdict",
    id="two articles, separated by a space",
    value="whether the two are copies of one report, and by what rule",
    body="",
    made_by="compare",
    inputs=("configuration of copies", "first article", "second article"),
)
STORY = Kind(
    name="story",
    id="story with two or more copies",
    value="the story: its lead, its copies and how much they share",
    body="",
    made_by="compare",
    inputs=("members of the story", "texts of its copies"),
)
COPY = Kind(
    name="copy",
    id="article that is a copy of a story with two or more",
    value="",
    body="the article with the fields that other copies lend it, where they lend any",
    made_by="compare",
    inputs=STORY.inputs,
)
DESCRIPTION = Kind(
    name="description",
    id="story",
    value="title, date, place, agency, summary, mentions and rare words of the story's lead",
    body="",
    made_by="resolve",
    inputs=("configuration of topics", *STORY.inputs),
)
TOPICS = Kind(
    name="topics",
    id="`names` or `links`",
    value="",
    body="the name authority file, or the links between stories, as the last build left them",
    made_by="resolve",
    inputs=("descriptions of all stories",),
)
ENTRY = Kind(
    name="entry",
    id="story",
    value="what lists show of the story",
    body="",
    made_by="plan",
    inputs=("the entry itself",),
)
PAGE = Kind(
    name="page",
    id="path of a page below the site",
    value="digest, size and time of the file that was written",
    body="",
    made_by="render",
    inputs=("theme or the site's configuration", "stories it shows", "parameters of the page"),
)

KINDS = (SURVEY, ARTICLE, VERDICT, STORY, COPY, DESCRIPTION, TOPICS, ENTRY, PAGE)
"""Every kind of record that the cache holds, in the order in which a build makes them."""
