"""A seeded corpus of news that never happened, with planted copies.

The same arguments give the same bytes on every machine.

    python bench/corpus.py FOLDER -n 10000 --copies 0.2 [--text] [--seed 1]

Writes Markdown with front matter, or with --text raw text as it is scraped: title, byline, dateline
and promos, with no field named. Beside the folder it writes FOLDER.truth.tsv: each file, the number
of its story, and how the copy was made.
"""

import argparse
import collections
import datetime
import itertools
import random
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

GRAMMAR = tomllib.loads((Path(__file__).parent / "grammar.toml").read_text("utf-8"))
FIRST_DAY = datetime.date(2012, 1, 1)
DAYS = 3653
"""The news spreads over these days, ten years, from the first one on."""
CAST = 3000
"""How many people the news is about; the one of rank r appears about r^-0.6 as often as the first."""
FOLLOW_UPS = 0.15
"""Share of the new stories that follow up an earlier event."""
EVENTS, LEADS = 300, 400
"""How many of the last events may be followed up, and how many of the last stories be copied."""


@dataclass(frozen=True)
class Event:
    """What several stories may be about.

    `desk` is the number of the news desk that covers it, `day` counts from `FIRST_DAY`, and `facts`
    (names, place, roles) fill the slots of its sentences.
    """

    desk: int
    day: int
    facts: dict[str, str]


@dataclass(frozen=True)
class CorpusArticle:
    """One article as one paper printed it. `kind` is `new`, or a kind of copy (a key of `COPIES`)."""

    name: str
    story: int
    kind: str
    event: Event
    title: str
    day: datetime.date
    place: str
    outlet: str
    agency: str
    byline: str
    tags: tuple[str, ...]
    paragraphs: tuple[str, ...]


def articles(count: int, seed: int = 1, copies: float = 0.2) -> Iterator[CorpusArticle]:
    """`count` articles. The share `copies` of them are copies of one of the last stories."""
    rng = random.Random(seed)
    names = itertools.product(GRAMMAR["given"], GRAMMAR["surname"])
    people = [f"{given} {family}" for given, family in names]
    rng.shuffle(people)
    events: collections.deque[Event] = collections.deque(maxlen=EVENTS)
    leads: collections.deque[CorpusArticle] = collections.deque(maxlen=LEADS)
    for number in range(count):
        name = f"a{number:07d}"
        if leads and rng.random() < copies:
            yield _copy(rng, rng.choice(leads), name)
            continue
        if events and rng.random() < FOLLOW_UPS:
            event = _follow_up(rng, rng.choice(events))
        else:
            event = _event(rng, people)
        events.append(event)
        leads.append(_story(rng, event, name, number))
        yield leads[-1]


def markdown(article: CorpusArticle) -> str:
    """An article as Markdown with YAML front matter.

    `months` and `days` are for Hugo, which has pages for months and days only as taxonomies.
    """
    tags = ", ".join([f'"{tag}"' for tag in article.tags])
    front_matter = [
        "---",
        f'title: "{article.title}"',
        f"date: {article.day}",
        f'outlet: "{article.outlet}"',
        f'place: "{article.place}"',
        f'author: "{article.byline}"',
        f"tags: [{tags}]",
        f'months: ["{article.day:%Y-%m}"]',
        f'days: ["{article.day}"]',
        "---",
    ]
    return "\n".join(front_matter) + "\n\n" + "\n\n".join(article.paragraphs) + "\n"


def text(article: CorpusArticle) -> str:
    """An article as scraped text: one line a paragraph, title first, a dateline before the lede.

    Whether there is a date line and where promos stand is drawn from the article's name.
    """
    rng = random.Random(article.name)
    day = article.day
    agency = f" ({article.agency})" if article.agency else ""
    dateline = f"{article.place.upper()}, {day:%B} {day.day}{agency} - "
    lede, *paragraphs = article.paragraphs
    lines = [article.title, f"By {article.byline}", dateline + lede, *paragraphs]
    if rng.random() < 0.5:
        lines.insert(2, f"{day.day} {day:%B %Y}")
    for _ in range(rng.randrange(3)):
        place = rng.randrange(3, len(lines) + 1)
        lines.insert(place, _filled(rng, rng.choice(GRAMMAR["promo"]), {}, []))
    return "\n".join(lines) + "\n"


def write(
    folder: Path, articles: Iterator[CorpusArticle], form: Callable[[CorpusArticle], str] = markdown
) -> None:
    """Write each article into `folder`, which is made if it is missing, and the truth beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    suffix = ".md" if form is markdown else ".txt"
    with folder.with_name(folder.name + ".truth.tsv").open("w", encoding="utf-8") as truth:
        for article in articles:
            name = article.name + suffix
            (folder / name).write_text(form(article), "utf-8")
            truth.write(f"{name}\t{article.story}\t{article.kind}\n")


def _event(rng: random.Random, people: list[str]) -> Event:
    """A new event: on any day, at any place, about two of the people."""
    desk = rng.randrange(len(GRAMMAR["desk"]))
    first = _skewed(rng, people[:CAST], 2.5)
    second = _skewed(rng, people[:CAST], 2.5)
    place = _skewed(rng, GRAMMAR["place"], 1.6)
    subject = rng.choice(GRAMMAR["desk"][desk]["tags"])
    facts = {
        "first": first,
        "first_name": first.split()[-1],
        "second_name": second,
        "place": place,
        "body_name": f"{place} {subject.title()} {rng.choice(GRAMMAR['body'])}",
        "role_one": rng.choice(GRAMMAR["role"]),
        "role_two": rng.choice(GRAMMAR["role"]),
    }
    return Event(desk, rng.randrange(DAYS), facts)


def _skewed(rng: random.Random, values: Sequence[str], power: float) -> str:
    """One of `values`; the greater the power, the more often one of the first."""
    return values[int(len(values) * rng.random() ** power)]


def _follow_up(rng: random.Random, event: Event) -> Event:
    """What became of an event one to five days later."""
    return replace(event, day=min(DAYS - 1, event.day + rng.randrange(1, 6)))


def _story(rng: random.Random, event: Event, name: str, number: int) -> CorpusArticle:
    """The first report on an event, in 9 to 16 paragraphs."""
    paragraphs = [_said(rng, "opening", event)]
    for _ in range(rng.randrange(8, 16)):
        sentences = [_said(rng, "sentence", event) for _ in range(rng.randrange(1, 4))]
        paragraphs.append(" ".join(sentences))
    other_desk = rng.choice(GRAMMAR["desk"])
    return CorpusArticle(
        name=name,
        story=number,
        kind="new",
        event=event,
        title=_said(rng, "headline", event),
        day=FIRST_DAY + datetime.timedelta(days=event.day),
        place=event.facts["place"],
        outlet=rng.choice(GRAMMAR["outlet"]),
        agency=rng.choice([*GRAMMAR["agency"], ""]),
        byline=f"{rng.choice(GRAMMAR['given'])} {rng.choice(GRAMMAR['surname'])}",
        tags=_tags(rng, event, other_desk),
        paragraphs=tuple(paragraphs),
    )


def _tags(rng: random.Random, event: Event, other_desk: dict[str, list[str]]) -> tuple[str, ...]:
    """A tag of the event's desk, one of another desk, and the place; each once."""
    desk = GRAMMAR["desk"][event.desk]
    tags = [rng.choice(desk["tags"]), rng.choice(other_desk["tags"]), event.facts["place"]]
    return tuple(dict.fromkeys(tags))


def _copy(rng: random.Random, lead: CorpusArticle, name: str) -> CorpusArticle:
    """A copy of `lead` in another paper, of the same day or the next."""
    weights = [weight for weight, _ in COPIES.values()]
    kind = rng.choices(list(COPIES), weights=weights)[0]
    day = lead.day + datetime.timedelta(days=rng.randrange(2))
    outlet = rng.choice([outlet for outlet in GRAMMAR["outlet"] if outlet != lead.outlet])
    _, change = COPIES[kind]
    return change(rng, replace(lead, name=name, kind=kind, day=day, outlet=outlet))


def _identical(_: random.Random, lead: CorpusArticle) -> CorpusArticle:
    """The text as it came."""
    return lead


def _retitled(rng: random.Random, lead: CorpusArticle) -> CorpusArticle:
    """The text under another headline."""
    return replace(lead, title=_said(rng, "headline", lead.event))


def _cut(rng: random.Random, lead: CorpusArticle) -> CorpusArticle:
    """The text without its end: 55 to 85 % of the paragraphs remain, and at least four."""
    share = rng.uniform(0.55, 0.85)
    remaining = max(4, round(len(lead.paragraphs) * share))
    return replace(lead, paragraphs=lead.paragraphs[:remaining])


def _local(rng: random.Random, lead: CorpusArticle) -> CorpusArticle:
    """The text under another headline, with a paragraph about another place."""
    facts = lead.event.facts | {"place": rng.choice(GRAMMAR["place"])}
    elsewhere = replace(lead.event, facts=facts)
    added = " ".join([_said(rng, "local", elsewhere) for _ in range(2)])
    return replace(_retitled(rng, lead), paragraphs=(*lead.paragraphs, added))


def _edited(rng: random.Random, lead: CorpusArticle) -> CorpusArticle:
    """The text with about half of its adjectives changed."""

    def edited(word: str) -> str:
        if word in ADJECTIVES and rng.random() < 0.5:
            return str(rng.choice(GRAMMAR["adjective"]))
        return word

    paragraphs = [" ".join(map(edited, text.split(" "))) for text in lead.paragraphs]
    return replace(lead, paragraphs=tuple(paragraphs))


ADJECTIVES = frozenset(GRAMMAR["adjective"])
COPIES: dict[str, tuple[float, Callable[[random.Random, CorpusArticle], CorpusArticle]]] = {
    "identical": (0.2, _identical),
    "retitled": (0.3, _retitled),
    "cut": (0.25, _cut),
    "local": (0.15, _local),
    "edited": (0.1, _edited),
}
"""Each way in which a paper makes a copy, with its weight and the function that changes the lead:
as it came, under a headline of its own, cut from the end, with a paragraph for local readers, with
some adjectives changed."""

_SLOT = re.compile(r"\{([a-z_.]+)\}")
_ARTICLE = re.compile(r"\b([Aa]) (?=[aeiou])")
_START = re.compile(r"(^“?|[.,]” “|\. “?)([a-z])")
"""What stands before the first letter of a sentence or of a quotation, and that letter."""


def _said(rng: random.Random, kind: str, event: Event) -> str:
    """A sentence or a headline of the grammar about `event`.

    It begins with a capital, as does what it quotes, and has `an` before vowels.
    """
    nouns = GRAMMAR["desk"][event.desk]["noun"]
    words = _filled(rng, rng.choice(GRAMMAR[kind]), event.facts, nouns)
    words = _ARTICLE.sub(r"\1n ", words)
    return _START.sub(lambda start: start[1] + start[2].upper(), words)


def _filled(rng: random.Random, pattern: str, facts: dict[str, str], nouns: list[str]) -> str:
    """A pattern of the grammar with its slots filled, and the slots of what fills them."""

    def value(slot: re.Match[str]) -> str:
        name = slot[1]
        if name == "number":
            return str(rng.randrange(2, 10 ** rng.randrange(1, 5) + 2))
        if name == "desk.noun":
            return rng.choice(nouns)
        return facts.get(name) or _filled(rng, rng.choice(GRAMMAR[name]), facts, nouns)

    return _SLOT.sub(value, pattern) if "{" in pattern else pattern


def main() -> None:
    """Write a corpus as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("-n", "--count", type=int, default=10_000)
    parser.add_argument(
        "--copies", type=float, default=0.2, help="share of articles that are copies (default 0.2)"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--text", action="store_true", help="raw text instead of Markdown with front matter"
    )
    options = parser.parse_args()
    corpus = articles(options.count, options.seed, options.copies)
    write(options.folder, corpus, text if options.text else markdown)


if __name__ == "__main__":
    main()
