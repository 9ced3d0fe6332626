"""A seeded corpus of news that never happened, with planted copies: the same arguments give the same bytes on every machine.

    python bench/corpus.py FOLDER -n 10000 --copies 0.2 [--text] [--seed 1]

Writes Markdown with front matter, or with --text raw text as it is scraped (title, byline, dateline, promos, no field named), and beside the
folder FOLDER.truth.tsv: file, number of its story, how the copy was made.
"""

import argparse
import collections
import datetime
import itertools
import random
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

GRAMMAR = tomllib.loads((Path(__file__).parent / "grammar.toml").read_text("utf-8"))
FIRST_DAY = datetime.date(2012, 1, 1)
DAYS = 3653
CAST = 3000
"""How many people the news is about; the one of rank r is met about r^-0.6 as often as the first."""


@dataclass(frozen=True)
class Event:
    """What several stories may be about: the desk that covers it, where it is, and the facts that fill the slots of its sentences."""

    desk: int
    day: int
    facts: dict[str, str]


@dataclass(frozen=True)
class CorpusArticle:
    """One article as one paper printed it. `made` says how: `new`, or the name of a kind of copy (`COPIES`)."""

    name: str
    story: int
    made: str
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
    """`count` articles, the share `copies` of them made from one of the last 400 stories; 15 % of the rest follow up an earlier event."""
    rng = random.Random(seed)
    people = [
        f"{given} {family}"
        for given, family in itertools.product(GRAMMAR["given"], GRAMMAR["surname"])
    ]
    rng.shuffle(people)
    events: collections.deque[Event] = collections.deque(maxlen=300)
    leads: collections.deque[CorpusArticle] = collections.deque(maxlen=400)
    for number in range(count):
        name = f"a{number:07d}"
        if leads and rng.random() < copies:
            yield _copy(rng, rng.choice(leads), name)
            continue
        event = (
            _follow_up(rng, rng.choice(events))
            if events and rng.random() < 0.15
            else _event(rng, people)
        )
        events.append(event)
        leads.append(_story(rng, event, name, number))
        yield leads[-1]


def markdown(article: CorpusArticle) -> str:
    """A article as Markdown with YAML front matter. `months` and `days` are for a generator that has pages for them only as taxonomies (Hugo)."""
    return (
        f'---\ntitle: "{article.title}"\ndate: {article.day}\noutlet: "{article.outlet}"\nplace: "{article.place}"\n'
        f'author: "{article.byline}"\ntags: [{", ".join(f"{chr(34)}{tag}{chr(34)}" for tag in article.tags)}]\n'
        f'months: ["{article.day:%Y-%m}"]\ndays: ["{article.day}"]\n---\n\n'
        + "\n\n".join(article.paragraphs)
        + "\n"
    )


def text(article: CorpusArticle) -> str:
    """A article as scraped text: a line a paragraph, title first, a dateline before the lede, promos between; what varies is drawn from its name."""
    rng = random.Random(article.name)
    wire = f" ({article.agency})" if article.agency else ""
    dateline = f"{article.place.upper()}, {article.day:%B} {article.day.day}{wire} - "
    lines = [
        article.title,
        f"By {article.byline}",
        dateline + article.paragraphs[0],
        *article.paragraphs[1:],
    ]
    if rng.random() < 0.5:
        lines.insert(2, f"{article.day.day} {article.day:%B %Y}")
    for _ in range(rng.randrange(3)):
        lines.insert(
            rng.randrange(3, len(lines) + 1), _filled(rng, rng.choice(GRAMMAR["promo"]), {}, [])
        )
    return "\n".join(lines) + "\n"


def write(
    folder: Path, articles: Iterator[CorpusArticle], form: Callable[[CorpusArticle], str] = markdown
) -> None:
    """Writes each article into `folder` (made if need be) and the truth beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    suffix = ".md" if form is markdown else ".txt"
    with folder.with_name(folder.name + ".truth.tsv").open("w", encoding="utf-8") as truth:
        for article in articles:
            (folder / (article.name + suffix)).write_text(form(article), "utf-8")
            truth.write(f"{article.name}{suffix}\t{article.story}\t{article.made}\n")


def _event(rng: random.Random, people: list[str]) -> Event:
    desk = rng.randrange(len(GRAMMAR["desk"]))
    first, second = (people[int(CAST * rng.random() ** 2.5)] for _ in range(2))
    place = GRAMMAR["place"][int(len(GRAMMAR["place"]) * rng.random() ** 1.6)]
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


def _follow_up(rng: random.Random, event: Event) -> Event:
    return replace(event, day=min(DAYS - 1, event.day + rng.randrange(1, 6)))


def _story(rng: random.Random, event: Event, name: str, number: int) -> CorpusArticle:
    desk = GRAMMAR["desk"][event.desk]
    paragraphs = [_said(rng, "opening", event)]
    paragraphs += [
        " ".join(_said(rng, "sentence", event) for _ in range(rng.randrange(1, 4)))
        for _ in range(rng.randrange(8, 16))
    ]
    other = rng.choice(GRAMMAR["desk"])
    return CorpusArticle(
        name=name,
        story=number,
        made="new",
        event=event,
        title=_said(rng, "headline", event),
        day=FIRST_DAY + datetime.timedelta(days=event.day),
        place=event.facts["place"],
        outlet=rng.choice(GRAMMAR["outlet"]),
        agency=rng.choice([*GRAMMAR["agency"], ""]),
        byline=f"{rng.choice(GRAMMAR['given'])} {rng.choice(GRAMMAR['surname'])}",
        tags=tuple(
            dict.fromkeys(
                [rng.choice(desk["tags"]), rng.choice(other["tags"]), event.facts["place"]]
            )
        ),
        paragraphs=tuple(paragraphs),
    )


def _copy(rng: random.Random, lead: CorpusArticle, name: str) -> CorpusArticle:
    made = rng.choices(list(COPIES), weights=[weight for weight, _ in COPIES.values()])[0]
    day = lead.day + datetime.timedelta(days=rng.randrange(2))
    outlet = rng.choice([outlet for outlet in GRAMMAR["outlet"] if outlet != lead.outlet])
    return COPIES[made][1](rng, replace(lead, name=name, made=made, day=day, outlet=outlet))


def _identical(_: random.Random, lead: CorpusArticle) -> CorpusArticle:
    return lead


def _retitled(rng: random.Random, lead: CorpusArticle) -> CorpusArticle:
    return replace(lead, title=_said(rng, "headline", lead.event))


def _cut(rng: random.Random, lead: CorpusArticle) -> CorpusArticle:
    return replace(
        lead,
        paragraphs=lead.paragraphs[: max(4, round(len(lead.paragraphs) * rng.uniform(0.55, 0.85)))],
    )


def _local(rng: random.Random, lead: CorpusArticle) -> CorpusArticle:
    elsewhere = replace(
        lead.event, facts=lead.event.facts | {"place": rng.choice(GRAMMAR["place"])}
    )
    added = " ".join(_said(rng, "local", elsewhere) for _ in range(2))
    return replace(_retitled(rng, lead), paragraphs=(*lead.paragraphs, added))


def _edited(rng: random.Random, lead: CorpusArticle) -> CorpusArticle:
    def word(printed: str) -> str:
        return (
            rng.choice(GRAMMAR["adjective"])
            if printed in ADJECTIVES and rng.random() < 0.5
            else printed
        )

    return replace(
        lead,
        paragraphs=tuple(
            " ".join(map(word, paragraph.split(" "))) for paragraph in lead.paragraphs
        ),
    )


ADJECTIVES = frozenset(GRAMMAR["adjective"])
COPIES: dict[str, tuple[float, Callable[[random.Random, CorpusArticle], CorpusArticle]]] = {
    "identical": (0.2, _identical),
    "retitled": (0.3, _retitled),
    "cut": (0.25, _cut),
    "local": (0.15, _local),
    "edited": (0.1, _edited),
}
"""How a paper makes a copy, each with its weight: as it came, under a headline of its own, cut from the end, with a paragraph for local
readers, with some adjectives changed."""

_SLOT = re.compile(r"\{([a-z_.]+)\}")


def _said(rng: random.Random, kind: str, event: Event) -> str:
    """A sentence or headline of the grammar about `event`, with a capital at the start of it and of what it quotes, and `an` before vowels."""
    words = _filled(
        rng, rng.choice(GRAMMAR[kind]), event.facts, GRAMMAR["desk"][event.desk]["noun"]
    )
    words = re.sub(r"\b([Aa]) (?=[aeiou])", r"\1n ", words)
    return re.sub(r"(^“?|[.,]” “|\. “?)([a-z])", lambda found: found[1] + found[2].upper(), words)


def _filled(rng: random.Random, pattern: str, facts: dict[str, str], nouns: list[str]) -> str:
    def value(slot: re.Match[str]) -> str:
        name = slot[1]
        if name == "number":
            return str(rng.randrange(2, 10 ** rng.randrange(1, 5) + 2))
        if name == "desk.noun":
            return rng.choice(nouns)
        return facts.get(name) or _filled(rng, rng.choice(GRAMMAR[name]), facts, nouns)

    return _SLOT.sub(value, pattern) if "{" in pattern else pattern


def main() -> None:
    """Writes a corpus as the command line says."""
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
    given = parser.parse_args()
    write(
        given.folder,
        articles(given.count, given.seed, given.copies),
        text if given.text else markdown,
    )


if __name__ == "__main__":
    main()
