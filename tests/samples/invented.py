"""Invented archives for the tests of pages: the stories of `invented.toml`, and any number of
made-up ones."""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from newsgen import urls
from newsgen.config import Config, PlanConfig
from newsgen.dedupe import Difference, difference
from newsgen.model import (
    INFERRED,
    Article,
    Basis,
    Block,
    Copy,
    Cut,
    Entry,
    EntryCopy,
    Evidence,
    Link,
    Origin,
    Published,
    Story,
    Topic,
)
from newsgen.plan import Archive, Borderline, Twin, pages
from newsgen.render import digest
from newsgen.render import page as rendered
from newsgen.text.words import count

CASES = Path(__file__).with_name("invented.toml")
PRECISION: Mapping[int, Any] = {4: "year", 7: "month", 10: "day"}
SITE = Config(
    title="The Four Lakes Archive",
    base_url="https://example.org/",
    contact="desk@example.org",
    rights="Texts belong to their papers.",
    description="",
)


class MemoryLibrary(msgspec.Struct):
    """A library that holds all its records in memory."""

    entries: dict[str, Entry]
    stories: dict[str, Story]
    articles: dict[str, Article]

    def entry(self, story_id: str) -> Entry:
        """The story as lists show it."""
        return self.entries[story_id]

    def story(self, story_id: str) -> Story:
        """The story with its copies."""
        return self.stories[story_id]

    def article(self, article_id: str) -> Article:
        """One copy."""
        return self.articles[article_id]

    def difference(self, lead_id: str, copy_id: str) -> Difference:
        """How a copy differs from the lead."""
        return difference(self.articles[lead_id], self.articles[copy_id])


def invented(more: int = 0) -> tuple[Archive, MemoryLibrary]:
    """The archive of `invented.toml` with `more` made-up stories, and its library."""
    cases = tomllib.loads(CASES.read_text(encoding="utf-8"))
    library = MemoryLibrary({}, {}, {})
    for case in [*cases["story"], *map(made_up, range(more))]:
        add_story(case, library)
    entries = ordered(library.entries.values())
    topics = (
        *(
            Topic(case["slug"], case["name"], case["kind"], tuple(case.get("aliases", ())))
            for case in cases["topic"]
        ),
        *TOPICS[: more and 40],
    )
    links: dict[str, tuple[Link, ...]] = {}
    for case in cases["link"]:
        links[case["source"]] = (
            *links.get(case["source"], ()),
            Link(case["source"], case["target"], case["kind"], 0.5, case["reason"]),
        )
    pair = (library.entries["h0000000000f1"], library.entries["h0000000000f2"])
    archive = Archive(
        entries=entries,
        topics=topics,
        links=links,
        redirects={
            "2021/05/05/former-sh0000000000f9.html": pair[0].address,
            "topic/fog/index.html": "topic/harbours/index.html",
            "2020/01/01/gone-sh0000000000g0.html": "removed.html#h0000000000g0",
        },
        published_topics=frozenset(),
        counts={
            "articles": 8 + more,
            "stories": len(entries),
            "copies": 3,
            "undated": 1,
            "set_aside": 0,
        },
        facts={"newsgen": "0.1.0"},
        borderline=(
            Borderline(
                (pair[0].id, pair[1].id),
                (pair[0].title, pair[1].title),
                (pair[0].address, pair[1].address),
                0.47,
                merged=False,
            ),
        ),
        twins=(Twin(("Elsdon", "Port of Elsdon"), 0.93, "nearly the same stories"),),
        templates=digest(None),
    )
    return archive, library


def ordered(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries in the archive's order: the dated by date and id, then the undated by id."""
    return tuple(
        sorted(
            entries,
            key=lambda entry: (
                entry.published is None,
                entry.published.date if entry.published else "",
                entry.id,
            ),
        )
    )


def small_pages() -> Config:
    """A configuration whose lists are sealed early, so that few stories make every kind of page."""
    return msgspec.structs.replace(SITE, plan=PlanConfig(page_size=20, feed_size=10, newest=10))


def site(more: int = 0, config: Config = SITE) -> dict[str, bytes]:
    """Every file of the invented site, by path."""
    archive, library = invented(more)
    return {page.path: rendered(page, library, config, None) for page in pages(archive, config)}


NAMES = (
    "Tollen",
    "Maravell",
    "Corran",
    "Northmere",
    "Quayle",
    "Calder",
    "Ask",
    "Fenwick",
    "Orrin",
    "Selby",
)
TOPICS = tuple(
    Topic(f"{name.lower()}-{number}", f"{name} {number}", "place", ())
    for number in range(4)
    for name in NAMES
)


def made_up(number: int) -> dict[str, Any]:
    """A story that follows from its number alone; every tenth has two copies, every seventh no date."""
    day = number * 37 % 1460
    name = NAMES[number % 10]
    date = (
        "" if number % 7 == 3 else f"{2020 + day // 365}-{day % 365 // 31 + 1:02}-{day % 28 + 1:02}"
    )
    texts = [
        f"Paragraph {place} of report {number}: the {name} board met for hour {place} and heard "
        f"{number * place % 97} speakers on the water, the roads, the schools and the price of salt, "
        f"which {name} buys from its neighbours and sells to nobody at all."
        for place in range(10)
    ]
    lead = {
        "file": f"made/{number:06}.txt",
        "outlet": f"{name} Daily" if number % 3 else "",
        "agency": "Meridian Wire" if number % 2 else "",
        "date": date,
        "title": f"{name} board hears report {number} on water, roads and salt",
        "blocks": [["paragraph", text] for text in texts],
    }
    copy = {
        **lead,
        "file": f"made/{number:06}b.txt",
        "kind": "copy",
        "shared": 0.8,
        "blocks": lead["blocks"][:6],
    }
    topics = [TOPICS[number % 40].slug, TOPICS[(number * 7 + 3) % 40].slug, "harbours"]
    return {
        "id": f"m{number:012}",
        "topics": list(dict.fromkeys(topics)),
        "copy": [lead, copy] if number % 10 == 0 else [lead],
    }


def add_story(case: Mapping[str, Any], library: MemoryLibrary) -> None:
    """Puts the story that `case` describes into `library`."""
    articles = [
        article(copy, case["id"], place, case.get("lang", "en"))
        for place, copy in enumerate(case["copy"])
    ]
    lead, first = articles[0], case["copy"][0]
    date = lead.published.date if lead.published else ""
    address = urls.story(date, urls.slug(lead.title), case["id"])
    alone = len(articles) == 1
    shown = tuple(
        EntryCopy(
            one.id,
            "" if alone else urls.copy(address, urls.slug(one.title), one.id),
            one.outlet or one.origin.path.rpartition("/")[2],
        )
        for one in articles
    )
    copies = [
        Copy(one.id, copy.get("kind", "lead"), copy.get("shared", 1.0), copy.get("shared", 1.0))
        for one, copy in zip(articles, case["copy"], strict=True)
    ]
    library.articles.update({one.id: one for one in articles})
    library.stories[case["id"]] = Story(case["id"], lead.id, tuple(copies), (), 1.0)
    library.entries[case["id"]] = Entry(
        id=case["id"],
        address=address,
        title=lead.title,
        derived=first.get("derived", False),
        published=lead.published,
        place=lead.place,
        agency=lead.agency,
        outlets=tuple(dict.fromkeys(one.outlet for one in articles if one.outlet)),
        topics=tuple(case["topics"]),
        copies=shown,
        summary=lead.blocks[0].text,
        words=sum(count(block.text) for block in lead.blocks),
        lang=case.get("lang", "en"),
        digest=hashlib.sha256(msgspec.msgpack.encode(articles)).hexdigest(),
    )


def article(case: Mapping[str, Any], story_id: str, place: int, lang: str) -> Article:
    """The copy that `case` describes."""
    date = case.get("date", "")
    fields = {
        "title": case.get("title", "Ferry is back"),
        "dek": case.get("dek", ""),
        "date": date,
        "place": case.get("place", ""),
        "byline": case.get("byline", ()),
        "agency": case.get("agency", ""),
        "outlet": case.get("outlet", ""),
        "lang": lang,
    }
    bases: dict[str, Basis] = {name: "text" if value else "none" for name, value in fields.items()}
    if case.get("derived"):
        bases["title"] = "derived"
    elif "title" not in case:
        bases["title"] = "copy"
    rules = {
        "derived": "first sentence",
        "none": "nothing in the text",
        "text": "date line",
        "copy": "line above the body",
    }
    lender = f"{story_id}-0"
    cuts = [part.split("|") for part in case.get("cut", ())]
    blocks = tuple(
        Block(block[0], block[1], block[2] if len(block) > 2 else None, line)
        for line, block in enumerate(case["blocks"], 1)
    )
    return Article(
        id=f"{story_id}-{place}",
        origin=Origin(case["file"], "", hashlib.sha256(case["file"].encode()).hexdigest(), 1),
        title=fields["title"],
        dek=fields["dek"],
        published=Published(date, PRECISION.get(len(date), "time")) if date else None,
        place=fields["place"],
        byline=tuple(fields["byline"]),
        agency=fields["agency"],
        outlet=fields["outlet"],
        url="",
        lang=lang,
        blocks=blocks,
        tags=(),
        aliases=(),
        notes=tuple(case.get("notes", ())),
        evidence=tuple(
            Evidence(
                name, bases[name], rules[bases[name]], 0.9, lender if bases[name] == "copy" else ""
            )
            for name in INFERRED
        ),
        cut=tuple(Cut(int(line), text, rule) for line, text, rule in cuts),
    )
