"""Make `tests/dedupe/cases/copies.jsonl`: copies of our own reports in six grades of editing, and texts
that only look alike.

    python tools/generate_copies.py FOLDER

FOLDER holds reports.txt, followups.txt and backgrounds.txt; the result is written beside them. The
choices are seeded, so that the same reports give the same copies. A line of the result is {id, cluster,
kind, text}; `cluster` is empty where nothing is to merge.
"""

import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

SEED = 20_240_517
"""What the choices begin with."""

Chance = random.Random
Paragraphs = list[str]

AMERICAN = {
    "per cent": "percent",
    "organis": "organiz",
    "kilometres": "kilometers",
    "metres": "meters",
    "tonnes": "tons",
    "harbour": "harbor",
    "centre": "center",
    "travellers": "travelers",
    "ploughing": "plowing",
    "licence": "license",
    "programme": "program",
    "grey": "gray",
}
"""British → American spelling."""
REWORDED = {
    " said ": " told reporters ",
    "about ": "some ",
    "nearly ": "almost ",
    "because ": "since ",
    "but ": "though ",
    "will ": "is to ",
    "people": "persons",
    "began": "started",
    "killed": "left dead",
    "found": "discovered",
    "rose": "climbed",
    "closed": "shut",
    "cost": "price",
    "the largest": "the biggest",
    "has been": "was",
    "reported": "announced",
    "town": "community",
    "company": "firm",
    "shortly": "a little",
}
"""Words → what a rewriter puts for them."""
NOTICES = (
    "Sign up to our morning briefing and never miss a story.",
    "This article was first published by a partner and has been edited for length.",
    "Read more: ten things to know before you leave the house today",
    "© All rights reserved. No part of this page may be copied without written permission.",
    "Have you got a story for us? Call the newsdesk day or night.",
)
"""Notices that a paper sets into a report."""
LOCAL = (
    (
        "Readers in our county followed the events closely, and several telephoned this office in the course "
        "of the day."
    ),
    (
        "The parish council is expected to take the matter up when it meets again after the holidays in the "
        "old schoolhouse."
    ),
    (
        "A similar case came before the magistrates here some years ago and ended with a small fine and a "
        "long sermon."
    ),
    (
        "Shopkeepers on the high street said that they had noticed nothing out of the ordinary, apart from "
        "the weather."
    ),
)
"""Paragraphs that a paper adds to a report."""
PLACES = ["LONDON", "BOSTON", "GENEVA", "NAIROBI", "SYDNEY", "TORONTO"]
"""Places of datelines."""
AGENCIES = ["Reuters", "AP", "AFP", "dpa"]
"""Agencies of datelines."""
MISREAD = {
    "e": "c",
    "l": "1",
    "o": "0",
    "i": "l",
    "n": "u",
    "h": "b",
    "t": "f",
    "s": "5",
    "a": "o",
    "m": "rn",
}
"""Letter → what a reader of paper takes it for."""


DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
MONTHS = ["January", "March", "May", "July", "September", "November"]
SIDES = [
    "Larnmouth",
    "Corvane",
    "Brannock",
    "Wexcombe",
    "Ebbing",
    "Tilbrook",
    "Hartsvale",
    "Addlestrop",
]
"""Sides of a county league."""
SIGNS = ["Aries", "Taurus", "Gemini", "Cancer", "Leo", "Virgo", "Libra", "Scorpio"]
FORETOLD = [
    "Keep your counsel until noon.",
    "A letter brings good news.",
    "Do not lend money to a cousin.",
    "An old friend asks a favour.",
    "Romance is nearer than you think.",
    "Rest, and leave the ladder where it is.",
    "Your plans meet with approval.",
]
"""What a horoscope says of a sign."""
FIRST_NAMES = ["Amos", "Bertha", "Cyril", "Dora", "Ernest", "Fay"]
SURNAMES = ["Askew", "Pruitt", "Tully", "Munro", "Finch", "Penhale"]
STREETS = ["Harbour", "Mill", "Church"]
OFFENCES = ["speeding", "riding without a light", "being drunk in charge of a cart"]
CENTURIES = frozenset({"15", "16", "17", "18", "19", "20"})
"""How a number begins that is a year, and is not rounded."""

FORMS_OF_EACH = 8
"""Texts that are made of each form."""
DIGESTS = 6
"""Digests that are made."""
LEDES = 6
"""Ledes of one digest."""


class GeneratedCopy(NamedTuple):
    """A line of the result."""

    id: str
    cluster: str
    kind: str
    text: str


def reports(path: Path) -> dict[str, Paragraphs]:
    """The reports of a file: a `## name` line, then a paragraph a line."""
    parts = re.split(r"^## *(.*)\n", path.read_text("utf-8"), flags=re.MULTILINE)[1:]
    named = {}
    for place, (name, text) in enumerate(zip(parts[::2], parts[1::2], strict=True)):
        named[name or str(place)] = text.strip().split("\n")
    return named


def styled(report: Paragraphs, chance: Chance) -> Paragraphs:
    """Another house style: quotation marks, spelling, and a dateline."""
    spelling = AMERICAN if chance.random() < 0.6 else {}
    copy = []
    for paragraph in report:
        text = paragraph
        for british, american in spelling.items():
            text = text.replace(british, american)
        if chance.random() < 0.5:
            text = re.sub(r'"([^"]*)"', "“\\1”", text).replace("'", "’")
        copy.append(text)
    if chance.random() < 0.5:
        copy[0] = f"{chance.choice(PLACES)} ({chance.choice(AGENCIES)}) – {copy[0]}"
    return copy


def trimmed(report: Paragraphs, chance: Chance) -> Paragraphs:
    """Cut from the end, set in other paragraphs, with a notice."""
    length = max(3, len(report) - chance.randint(1, 2))
    copy = styled(report[:length], chance)
    if chance.random() < 0.5:
        copy = [" ".join(copy[:2]), *copy[2:]]
    copy.insert(chance.randint(0, len(copy)), chance.choice(NOTICES))
    return copy


def led_anew(report: Paragraphs, chance: Chance) -> Paragraphs:
    """The first sentence turned round, a paragraph left out, one of the paper's own put in."""
    first = re.sub(r"^(.*?)( on [A-Z][a-z]+day)?,? (.*)$", r"It has emerged that \1 \3", report[0])
    copy = [first, *report[1:]]
    del copy[chance.randrange(2, len(copy))]
    copy.insert(chance.randint(1, len(copy)), chance.choice(LOCAL))
    return styled(copy, chance)


def rewritten(report: Paragraphs, chance: Chance) -> Paragraphs:
    """Words changed throughout, figures rounded, paragraphs in another order, a new opening."""
    copy = [_reworded(paragraph, chance) for paragraph in report[1:]]
    place = chance.randrange(1, len(copy) - 1)
    copy[place], copy[place + 1] = copy[place + 1], copy[place]
    lede = report[0].split(",")[0]
    opening = f"Questions were asked after the following became known. {lede}."
    copy.insert(chance.randint(1, len(copy)), chance.choice(LOCAL))
    length = max(3, len(copy) - 1)
    return styled([opening, *copy[:length]], chance)


def misread(report: Paragraphs, chance: Chance) -> Paragraphs:
    """Read from paper: one letter in twenty wrong, lost or doubled."""
    copy = []
    for paragraph in styled(report, chance):
        letters = [_misread_letter(letter, chance.random()) for letter in paragraph]
        copy.append("".join(letters))
    return copy


def stump(report: Paragraphs, chance: Chance) -> Paragraphs:
    """The first third."""
    return styled(report[:2], chance)


GRADES: dict[str, Callable[[Paragraphs, Chance], Paragraphs]] = {
    "1 styled": styled,
    "2 trimmed": trimmed,
    "3 led anew": led_anew,
    "4 rewritten": rewritten,
    "5 misread": misread,
    "5 stump": stump,
}
"""The grades of editing, the heavier the higher."""


def weather(chance: Chance) -> str:
    """A forecast."""
    n, choice = chance.randint, chance.choice
    wind = choice(["north", "south", "west"])
    return (
        f"{choice(['Larnmouth', 'Corvane', 'Wexcombe', 'Roven'])} weather for {choice(DAYS)}: "
        f"{choice(['dry', 'wet', 'fair'])} "
        f"at first, with light winds from the {wind} and a high of {n(3, 30)} degrees.\n"
        f"Showers may reach the coast by {n(1, 11)} o'clock. "
        f"Chance of rain {n(1, 99)} per cent inland and {n(1, 99)} per cent by the sea.\n"
        f"High water at {n(1, 11)}.{n(10, 59)} and {n(12, 23)}.{n(10, 59)}. "
        f"The sun rises at {n(4, 8)}.{n(10, 59)} and sets at {n(16, 21)}.{n(10, 59)}. "
        f"Pollen count: {n(1, 9)}."
    )


def prices(chance: Chance) -> str:
    """A market report."""
    n, choice = chance.randint, chance.choice
    return (
        f"Hogs at {choice(['Roven', 'Mell', 'Brakel'])} were {choice(['steady', 'higher', 'lower'])} "
        f"on {choice(DAYS)} with receipts of {n(800, 9000)} head.\n"
        f"Top {n(40, 70)}.{n(10, 99)}, bulk of sales {n(40, 70)}.{n(10, 99)} to "
        f"{n(40, 70)}.{n(10, 99)} a hundredweight. Sows {n(30, 60)}.{n(10, 99)}.\n"
        f"Fat cattle met a fair demand, choice steers making {n(60, 90)}.{n(10, 99)}. "
        f"Estimated receipts for the next market day: hogs {n(800, 9000)}, cattle {n(200, 4000)}, "
        f"sheep {n(100, 900)}."
    )


def results(chance: Chance) -> str:
    """A round of matches."""
    n = chance.randint
    sides = list(SIDES)
    chance.shuffle(sides)
    games = [
        f"{home} {n(0, 5)} {away} {n(0, 5)} (attendance {n(300, 9000)})"
        for home, away in zip(sides[::2], sides[1::2], strict=True)
    ]
    opening = f"Results of the county league on {chance.choice(DAYS)}:"
    closing = (
        "Matches begin at three o'clock unless the referee decides otherwise. Results are given without "
        "warranty by the county association."
    )
    return "\n".join([opening, *games, closing])


def dividend(chance: Chance) -> str:
    """A company's payment."""
    n, choice = chance.randint, chance.choice
    name = choice(["Corvus", "Helvion", "Aurinia", "Valhydro"])
    sort = choice(["Metals", "Holdings", "Trust", "Works"])
    return (
        f"{name} {sort} Ltd declares dividend\n"
        f"Quarterly {n(2, 60)} cents against {n(2, 60)} cents a year ago.\n"
        f"Payable {n(1, 28)} {choice(MONTHS)} to holders registered on {n(1, 28)} {choice(MONTHS)}. "
        f"The board said that the payment was in line with its policy of returning half of its earnings "
        f"to shareholders."
    )


def horoscope(chance: Chance) -> str:
    """What the stars say."""
    lines = [f"{sign}: {' '.join(chance.sample(FORETOLD, 3))}" for sign in SIGNS]
    day = f"{chance.choice(DAYS)} {chance.randint(1, 28)} {chance.choice(MONTHS)}"
    return "\n".join([f"Your stars for {day}", *lines])


def court(chance: Chance) -> str:
    """A list of cases."""
    n, choice = chance.randint, chance.choice
    cases = [
        f"{choice(FIRST_NAMES)} {choice(SURNAMES)}, {n(18, 80)}, of {choice(STREETS)} Street, "
        f"{choice(['admitted', 'denied'])} {choice(OFFENCES)}. "
        f"Fined {n(10, 400)} with {n(5, 90)} costs."
        for _ in range(6)
    ]
    day = f"{choice(DAYS)}, {n(1, 28)} {choice(MONTHS)}"
    return "\n".join([f"Heard by the Wexcombe bench on {day}:", *cases])


FORMS = (weather, prices, results, dividend, horoscope, court)
"""Texts that only look alike: the same words with other figures."""


def copies(folder: Path) -> Iterator[GeneratedCopy]:
    """All the copies, in the order of the reports, then the texts that only look alike."""
    chance = random.Random(SEED)  # noqa: S311 - seeded on purpose
    stories = reports(folder / "reports.txt")
    for name, report in stories.items():
        yield from _graded(name, report, chance)
    for name, fresh in reports(folder / "followups.txt").items():
        text = "\n".join([*fresh, *stories[name][2:4]])
        yield GeneratedCopy(f"{name}-later", "", "follow-up", text)
    for name, lines in reports(folder / "backgrounds.txt").items():
        yield from _with_one_background(name, lines)
    for form in FORMS:
        for place in range(FORMS_OF_EACH):
            yield GeneratedCopy(f"{form.__name__}-{place}", "", "form", form(chance))
    for place in range(DIGESTS):
        ledes = [stories[name][0] for name in chance.sample(sorted(stories), LEDES)]
        text = "\n".join(["News in brief", *ledes])
        yield GeneratedCopy(f"digest-{place}", "", "digest", text)


def main() -> None:
    """Write copies.jsonl."""
    folder = Path(sys.argv[1])
    lines = [json.dumps(copy._asdict(), ensure_ascii=False) for copy in copies(folder)]
    (folder / "copies.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    print(len(lines), "copies")


def _reworded(paragraph: str, chance: Chance) -> str:
    """A paragraph with some words changed, and perhaps with its figures rounded."""
    text = paragraph
    for word, other in REWORDED.items():
        if chance.random() < 0.6:
            text = text.replace(word, other)
    if chance.random() < 0.4:
        text = re.sub(r"\b(\d)(\d{2,3})\b(?!\d)", _rounded, text)
    return text


def _rounded(match: re.Match[str]) -> str:
    """A figure rounded to its first digit, if it is no year."""
    figure = match[0]
    is_year = figure[:2] in CENTURIES
    return figure if is_year else str(round(int(figure), 1 - len(figure)))


def _misread_letter(letter: str, fate: float) -> str:
    """A letter as it is read; `fate`, 0 to 1, decides whether it is wrong, lost or doubled."""
    if fate < 0.035:
        return MISREAD.get(letter, letter)
    if fate < 0.045:
        return ""
    return letter * 2 if fate < 0.05 else letter


def _graded(name: str, report: Paragraphs, chance: Chance) -> Iterator[GeneratedCopy]:
    """A report as filed, and copies of it in two to four grades."""
    yield GeneratedCopy(f"{name}-0", name, "0 as filed", "\n".join(report))
    grades = chance.sample(list(GRADES), chance.randint(2, 4))
    for place, grade in enumerate(sorted(grades), 1):
        text = "\n".join(GRADES[grade](report, chance))
        yield GeneratedCopy(f"{name}-{place}", name, grade, text)


def _with_one_background(name: str, lines: Paragraphs) -> Iterator[GeneratedCopy]:
    """Reports with one background: an opening (a line that begins with `>`) each, then all other lines."""
    openings = [line[2:] for line in lines if line.startswith(">")]
    background = [line for line in lines if not line.startswith(">")]
    for place, opening in enumerate(openings):
        text = "\n".join([opening, *background])
        yield GeneratedCopy(f"{name}-{place}", "", "background", text)


if __name__ == "__main__":
    main()
