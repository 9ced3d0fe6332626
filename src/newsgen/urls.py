"""The only maker of addresses: every output path and every relative link of a site is made here.

A path is lower-case ASCII, at most 120 characters long, is never a Windows device name, and ends in
an id that makes it unique. So a path is its own address below any base URL, and is the same on
every file system.
"""

import hashlib
import posixpath
import re
import unicodedata
from functools import lru_cache

from slugify import slugify

SLUG = 60
"""Characters a slug may have: with folder, id and suffix a path then stays below 120."""
LONGEST = 120
"""Characters a path may have."""

HOME, DATES, ABOUT, REPORT = "index.html", "dates.html", "about.html", "report/index.html"
REMOVED, MISSING = "removed.html", "404.html"
STYLE, FEED, SITEMAP = "style.css", "feed.atom", "sitemap.xml"

_PORTS = range(10)
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul"]
    + [f"com{port}" for port in _PORTS]
    + [f"lpt{port}" for port in _PORTS]
)
"""Names that Windows refuses as file names."""
_WORDS = re.compile(r"[^a-z0-9]+")
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""The 32 digits of an id, each worth 5 bits: no i, l, o and u, which are easily misread."""
_PAIRS = tuple([high + low for high in _ALPHABET for low in _ALPHABET])
"""Two digits by their value, 0 to 1023: half as many look-ups for each id."""
_PAIR_SHIFTS = (50, 40, 30, 20, 10, 0)
"""Where the six pairs of a 64-bit id begin; the four bits above them are the first digit."""
_MARK = 8
"""Hexadecimal digits of the digest that tells apart outlets whose names have the same slug."""


def identifier(number: int) -> str:
    """A 64-bit number as an id: 13 characters of Crockford's base 32, lower case.

    >>> identifier(0), identifier(2**64 - 1)
    ('0000000000000', 'fzzzzzzzzzzzz')
    """
    first = _ALPHABET[number >> 60 & 31]
    return first + "".join([_PAIRS[number >> shift & 1023] for shift in _PAIR_SHIFTS])


def slug(text: str, fallback: str = "untitled") -> str:
    """`text` as lower-case ASCII words joined by hyphens; `fallback` if no word is left.

    A slug has at most `SLUG` characters; where that is possible it is cut between two words.

    >>> slug("US, Japan & Zürich: “talks”"), slug("!!!"), slug("con")
    ('us-japan-zurich-talks', 'untitled', 'con-')
    """
    head = text[: 4 * SLUG]  # transliteration is slow, and may make a text shorter
    plain = head.replace("'", "").replace("’", "")
    words = _WORDS.sub("-", plain.lower()).strip("-") if plain.isascii() else slugify(plain)
    name = _shortened(words).strip("-") or fallback
    return name + "-" if name in _DEVICES else name


def story(date: str, title_slug: str, story_id: str) -> str:
    """The path of a story's page. `date` is ISO 8601, as precise as it is known, or empty.

    >>> story("2021-05-05", "talks", "k3f9000000000"), story("", "talks", "k3f9000000000")
    ('2021/05/05/talks-sk3f9000000000.html', 'undated/k3/f9/talks-sk3f9000000000.html')
    """
    return f"{_folder(date, story_id)}/{title_slug.strip('-')}-s{story_id}.html"


def copy(story_path: str, title_slug: str, article_id: str) -> str:
    """The path of the page of one copy, in the folder of its story.

    >>> copy("2021/05/05/talks-sk3f9000000000.html", "talks", "7qd2000000000")
    '2021/05/05/talks-c7qd2000000000.html'
    """
    return f"{posixpath.dirname(story_path)}/{title_slug.strip('-')}-c{article_id}.html"


def date(iso: str) -> str:
    """The path of the page of a year, month or day, as precise as `iso` (ISO 8601).

    An empty `iso` gives the page of the stories without a date.

    >>> date("2021"), date("2021-05-05"), date("")
    ('2021/index.html', '2021/05/05/index.html', 'undated/index.html')
    """
    return f"{iso[:10].replace('-', '/') or 'undated'}/index.html"


def listing(kind: str, name_slug: str, number: int = 0) -> str:
    """The path of a list page of a `topic` or an `outlet`.

    Number 0 is the front page, to which new entries come; 1 is the oldest of the sealed pages.

    >>> listing("topic", "japan"), listing("topic", "japan", 1)
    ('topic/japan/index.html', 'topic/japan/1.html')
    """
    return f"{kind}/{name_slug}/{number or 'index'}.html"


def sealed_page(front: str, number: int, series: str = "") -> str:
    """The path of sealed page `number` of the list whose front page is `front`.

    `series` is a prefix for a second list that has the same front page.

    >>> sealed_page("topic/japan/index.html", 1)
    'topic/japan/1.html'
    >>> sealed_page("topic/japan/index.html", 2, "undated-")
    'topic/japan/undated-2.html'
    """
    return f"{posixpath.dirname(front)}/{series}{number}.html"


def az_index(kind: str, letter: str = "") -> str:
    """The path of the A–Z index of a kind (`topic`, `outlet`, `undated`), or of one letter of it.

    >>> az_index("topic"), az_index("topic", "a")
    ('topic/index.html', 'topic/a.html')
    """
    return f"{kind}/{letter or 'index'}.html"


def sitemap(name: str) -> str:
    """The path of one sitemap, for a site that needs several.

    >>> sitemap("2021-05")
    'sitemap/2021-05.xml'
    """
    return f"sitemap/{name}.xml"


def outlet_slug(name: str) -> str:
    """The slug of an outlet, made from its name alone, so that no new outlet changes it.

    Names that differ only in case, accents or punctuation are one outlet. A name in another script
    is never one outlet with its transliteration.

    >>> outlet_slug("The Sun"), outlet_slug("Libération")
    ('the-sun', 'liberation')
    >>> outlet_slug("Вести") == outlet_slug("Vesti")
    False
    """
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    ascii_slug = slug(ascii_name, "")
    lost_letters = _letters(unicodedata.normalize("NFC", name)) - _letters(ascii_name)
    if ascii_slug and lost_letters <= 0:
        return ascii_slug
    folded = unicodedata.normalize("NFKC", name).casefold()
    digest = hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()
    short = slug(name, "outlet")[: SLUG - _MARK - 1].strip("-")
    return f"{short}-{digest[:_MARK]}"


@lru_cache(maxsize=4096)
def root(path: str) -> str:
    """The relative prefix that leads from the page at `path` to the site's root.

    It is empty or ends in a slash.

    >>> root("index.html"), root("topic/japan/index.html")
    ('', '../../')
    """
    return "../" * path.count("/")


def relative(source: str, target: str) -> str:
    """The relative link from the page at `source` to the file at `target`; it always names a file.

    >>> relative("2021/05/05/a.html", "2021/05/05/b.html")
    'b.html'
    >>> relative("index.html", "about.html#data")
    'about.html#data'
    """
    folders = source.split("/")[:-1]
    parts = target.split("/")
    deepest = min(len(folders), len(parts) - 1)
    common = 0
    while common < deepest and folders[common] == parts[common]:
        common += 1
    return "../" * (len(folders) - common) + "/".join(parts[common:])


def _shortened(words: str) -> str:
    """Words joined by hyphens, at most `SLUG` characters; a first word that is longer is cut."""
    if len(words) <= SLUG:
        return words
    whole_words = words[: SLUG + 1].rpartition("-")[0]
    return whole_words or words[:SLUG]


def _letters(text: str) -> int:
    return sum(letter.isalnum() for letter in text)


def _folder(iso: str, story_id: str) -> str:
    if not iso:
        return f"undated/{story_id[:2]}/{story_id[2:4]}"
    return iso[:10].replace("-", "/")
