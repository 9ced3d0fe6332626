"""The only maker of addresses: every output path and every relative link of a site is made here.

A path is lower-case ASCII, at most 120 characters, never a Windows device name, and ends in an id that makes it unique; so a path is
also its own address under any base URL, and the same on every file system.
"""

import hashlib
import posixpath
import re
import unicodedata
from functools import lru_cache

from slugify import slugify

SLUG = 60
"""Characters a slug may have: with folder, id and suffix a path then stays below 120."""

HOME, DATES, ABOUT, REPORT = "index.html", "dates.html", "about.html", "report/index.html"
REMOVED, MISSING = "removed.html", "404.html"
STYLE, FEED, SITEMAP = "style.css", "feed.atom", "sitemap.xml"

_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}
)
_WORDS = re.compile(r"[^a-z0-9]+")
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = tuple(high + low for high in _ALPHABET for low in _ALPHABET)


def identifier(number: int) -> str:
    """A 64-bit number as an id: 13 characters of Crockford's base 32, lower case.

    >>> identifier(0), identifier(2**64 - 1)
    ('0000000000000', 'fzzzzzzzzzzzz')
    """
    return _ALPHABET[number >> 60 & 31] + "".join(
        [_PAIRS[number >> shift & 1023] for shift in (50, 40, 30, 20, 10, 0)]
    )


def slug(text: str, fallback: str = "untitled") -> str:
    """`text` as lower-case ASCII words joined by hyphens, cut at a word to `SLUG` characters; `fallback` where nothing is left.

    >>> slug("US, Japan & Zürich: “talks”"), slug("!!!"), slug("con")
    ('us-japan-zurich-talks', 'untitled', 'con-')
    """
    head = text[: 4 * SLUG]
    plain = head.replace("'", "").replace("’", "")
    made = _WORDS.sub("-", plain.lower()).strip("-") if plain.isascii() else slugify(plain)
    cut = made if len(made) <= SLUG else made[: SLUG + 1].rpartition("-")[0] or made[:SLUG]
    cut = cut.strip("-") or fallback
    return cut + "-" if cut in _DEVICES else cut


def story(date: str, title_slug: str, story_id: str) -> str:
    """The path of a story's page; `date` is ISO 8601 to its precision, or empty.

    >>> story("2021-05-05", "talks", "k3f9000000000"), story("", "talks", "k3f9000000000")
    ('2021/05/05/talks-sk3f9000000000.html', 'undated/k3/f9/talks-sk3f9000000000.html')
    """
    return f"{_folder(date, story_id)}/{title_slug.strip('-')}-s{story_id}.html"


def copy(story_path: str, title_slug: str, article_id: str) -> str:
    """The path of the page of one copy, in its story's folder.

    >>> copy("2021/05/05/talks-sk3f9000000000.html", "talks", "7qd2000000000")
    '2021/05/05/talks-c7qd2000000000.html'
    """
    return f"{posixpath.dirname(story_path)}/{title_slug.strip('-')}-c{article_id}.html"


def date(iso: str) -> str:
    """The path of the page of a year, month or day, given as ISO 8601 to that precision; of the page of
    the stories without a date where `iso` is empty.

    >>> date("2021"), date("2021-05-05"), date("")
    ('2021/index.html', '2021/05/05/index.html', 'undated/index.html')
    """
    return f"{iso[:10].replace('-', '/') or 'undated'}/index.html"


def listing(kind: str, name_slug: str, number: int = 0) -> str:
    """The path of a list page of a `topic` or an `outlet`: number 0 is the open end, 1 the oldest, sealed page.

    >>> listing("topic", "japan"), listing("topic", "japan", 1)
    ('topic/japan/index.html', 'topic/japan/1.html')
    """
    return f"{kind}/{name_slug}/{number or 'index'}.html"


def sealed_page(front: str, number: int, prefix: str = "") -> str:
    """The path of sealed page `number` of the list whose open end is the page at `front`; `prefix` begins
    the file names of a second list on the same front.

    >>> sealed_page("topic/japan/index.html", 1), sealed_page("topic/japan/index.html", 2, "undated-")
    ('topic/japan/1.html', 'topic/japan/undated-2.html')
    """
    return f"{posixpath.dirname(front)}/{prefix}{number}.html"


def az_index(kind: str, letter: str = "") -> str:
    """The path of the A–Z index of a kind of page (`topic`, `outlet`, `undated`), or of the page of one of its letters.

    >>> az_index("topic"), az_index("topic", "a")
    ('topic/index.html', 'topic/a.html')
    """
    return f"{kind}/{letter or 'index'}.html"


def sitemap(name: str) -> str:
    """The path of one sitemap of several.

    >>> sitemap("2021-05")
    'sitemap/2021-05.xml'
    """
    return f"sitemap/{name}.xml"


def outlet_slug(name: str) -> str:
    """The slug of an outlet, from its name alone, so that no newcomer moves it: names that differ in case, accents or punctuation are one
    outlet, names of another script never are one with their transliteration.

    >>> outlet_slug("The Sun"), outlet_slug("Libération"), outlet_slug("Вести") == outlet_slug("Vesti")
    ('the-sun', 'liberation', False)
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    made = slug(plain, "")
    lost = sum(letter.isalnum() for letter in unicodedata.normalize("NFC", name)) - sum(
        letter.isalnum() for letter in plain
    )
    if made and lost <= 0:
        return made
    mark = hashlib.sha256(
        unicodedata.normalize("NFKC", name).casefold().encode("utf-8", "surrogatepass")
    ).hexdigest()[:8]
    return f"{slug(name, 'outlet')[: SLUG - 9].strip('-')}-{mark}"


@lru_cache(maxsize=4096)
def root(path: str) -> str:
    """The relative prefix that leads from the page at `path` to the site's root, empty or ending in a slash.

    >>> root("index.html"), root("topic/japan/index.html")
    ('', '../../')
    """
    return "../" * path.count("/")


def relative(source: str, target: str) -> str:
    """The relative link from the page at `source` to the file at `target`, always naming a file.

    >>> relative("2021/05/05/a.html", "2021/05/05/b.html"), relative("index.html", "about.html#data")
    ('b.html', 'about.html#data')
    """
    here = source.split("/")[:-1]
    parts = target.split("/")
    common = 0
    while common < min(len(here), len(parts) - 1) and here[common] == parts[common]:
        common += 1
    return "../" * (len(here) - common) + "/".join(parts[common:])


def _folder(iso: str, story_id: str) -> str:
    if not iso:
        return f"undated/{story_id[:2]}/{story_id[2:4]}"
    return iso[:10].replace("-", "/")
