"""Make `tests/dedupe/cases/copies.jsonl`: copies of our own reports in five grades of editing, and texts that only look alike.

    python tools/generate_copies.py FOLDER          (the folder of reports.txt, followups.txt and backgrounds.txt; the result lies beside them)

Seeded, so that the same reports give the same copies. A line is {id, cluster, kind, text}; `cluster` is empty where nothing is to merge.
"""

import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

SEED = 20_240_517
Chance = random.Random
Paragraphs = list[str]

AMERICAN = {
    "per cent": "percent",
    "organis": "organiz",
    "kilometres": "kilometers",
    "metres": "meters",
    "tonnes": "tons",
    "harbour": "harbor",
}
AMERICAN |= {
    "centre": "center",
    "travellers": "travelers",
    "ploughing": "plowing",
    "licence": "license",
    "programme": "program",
    "grey": "gray",
}
REWORDED = {
    " said ": " told reporters ",
    "about ": "some ",
    "nearly ": "almost ",
    "because ": "since ",
    "but ": "though ",
    "will ": "is to ",
}
REWORDED |= {
    "people": "persons",
    "began": "started",
    "killed": "left dead",
    "found": "discovered",
    "rose": "climbed",
    "closed": "shut",
    "cost": "price",
}
REWORDED |= {
    "the largest": "the biggest",
    "has been": "was",
    "reported": "announced",
    "town": "community",
    "company": "firm",
    "shortly": "a little",
}
NOTICES = [
    "Sign up to our morning briefing and never miss a story.",
    "This article was first published by a partner and has been edited for length.",
    "Read more: ten things to know before you leave the house today",
    "© All rights reserved. No part of this page may be copied without written permission.",
    "Have you got a story for us? Call the newsdesk day or night.",
]
LOCAL = [
    "Readers in our county followed the events closely, and several telephoned this office in the course of the day.",
    "The parish council is expected to take the matter up when it meets again after the holidays in the old schoolhouse.",
    "A similar case came before the magistrates here some years ago and ended with a small fine and a long sermon.",
    "Shopkeepers on the high street said that they had noticed nothing out of the ordinary, apart from the weather.",
]
PLACES = ["LONDON", "BOSTON", "GENEVA", "NAIROBI", "SYDNEY", "TORONTO"]
AGENCIES = ["Reuters", "AP", "AFP", "dpa"]
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


class GeneratedCopy(NamedTuple):
    """A line of the result."""

    id: str
    cluster: str
    kind: str
    text: str


def reports(path: Path) -> dict[str, Paragraphs]:
    """The reports of a file: a `## name` line, then a paragraph a line."""
    parts = re.split(r"^## *(.*)\n", path.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {
        name or str(place): text.strip().split("\n")
        for place, (name, text) in enumerate(zip(parts[::2], parts[1::2], strict=True))
    }


def styled(report: Paragraphs, chance: Chance) -> Paragraphs:
    """Another house style: quotation marks, spelling, and a dateline."""
    swaps = AMERICAN if chance.random() < 0.6 else {}
    found = []
    for paragraph in report:
        text = paragraph
        for old, new in swaps.items():
            text = text.replace(old, new)
        if chance.random() < 0.5:
            text = re.sub(r'"([^"]*)"', "“\\1”", text).replace("'", "’")
        found.append(text)
    if chance.random() < 0.5:
        found[0] = f"{chance.choice(PLACES)} ({chance.choice(AGENCIES)}) – {found[0]}"
    return found


def trimmed(report: Paragraphs, chance: Chance) -> Paragraphs:
    """Cut from the end, set in other paragraphs, with a notice."""
    kept = styled(report[: max(3, len(report) - chance.randint(1, 2))], chance)
    if chance.random() < 0.5:
        kept = [" ".join(kept[:2]), *kept[2:]]
    kept.insert(chance.randint(0, len(kept)), chance.choice(NOTICES))
    return kept


def led_anew(report: Paragraphs, chance: Chance) -> Paragraphs:
    """The first sentence turned round, a paragraph left out, one of the paper's own put in."""
    first = re.sub(r"^(.*?)( on [A-Z][a-z]+day)?,? (.*)$", r"It has emerged that \1 \3", report[0])
    kept = [first, *report[1:]]
    del kept[chance.randrange(2, len(kept))]
    kept.insert(chance.randint(1, len(kept)), chance.choice(LOCAL))
    return styled(kept, chance)


def rewritten(report: Paragraphs, chance: Chance) -> Paragraphs:
    """Words changed throughout, figures rounded, paragraphs in another order, a new opening."""
    kept = []
    for paragraph in report[1:]:
        text = paragraph
        for old, new in REWORDED.items():
            if chance.random() < 0.6:
                text = text.replace(old, new)
        kept.append(
            re.sub(r"\b(\d)(\d{2,3})\b(?!\d)", _rounded, text) if chance.random() < 0.4 else text
        )
    at = chance.randrange(1, len(kept) - 1)
    kept[at], kept[at + 1] = kept[at + 1], kept[at]
    opening = (
        "Questions were asked after the following became known. " + report[0].split(",")[0] + "."
    )
    kept.insert(chance.randint(1, len(kept)), chance.choice(LOCAL))
    return styled([opening, *kept[: max(3, len(kept) - 1)]], chance)


def _rounded(match: re.Match[str]) -> str:
    whole = match[0]
    return (
        whole
        if whole[:2] in {"19", "20", "18", "17", "16", "15"}
        else str(round(int(whole), -len(whole) + 1))
    )


def misread(report: Paragraphs, chance: Chance) -> Paragraphs:
    """Read from paper: one letter in twenty wrong, lines broken."""
    found = []
    for paragraph in styled(report, chance):
        letters = [
            MISREAD.get(letter, letter)
            if (fate := chance.random()) < 0.035
            else ""
            if fate < 0.045
            else letter + letter
            if fate < 0.05
            else letter
            for letter in paragraph
        ]
        found.append("".join(letters))
    return found


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


def weather(chance: Chance) -> str:
    """A forecast."""
    n = chance.randint
    wind = chance.choice(["north", "south", "west"])
    return (
        f"{chance.choice(['Larnmouth', 'Corvane', 'Wexcombe', 'Roven'])} weather for {chance.choice(DAYS)}: {chance.choice(['dry', 'wet', 'fair'])} "
        f"at first, with light winds from the {wind} and a high of {n(3, 30)} degrees.\nShowers may reach the coast by {n(1, 11)} o'clock. "
        f"Chance of rain {n(1, 99)} per cent inland and {n(1, 99)} per cent by the sea.\nHigh water at {n(1, 11)}.{n(10, 59)} and "
        f"{n(12, 23)}.{n(10, 59)}. The sun rises at {n(4, 8)}.{n(10, 59)} and sets at {n(16, 21)}.{n(10, 59)}. Pollen count: {n(1, 9)}."
    )


def prices(chance: Chance) -> str:
    """A market report."""
    n = chance.randint
    return (
        f"Hogs at {chance.choice(['Roven', 'Mell', 'Brakel'])} were {chance.choice(['steady', 'higher', 'lower'])} on {chance.choice(DAYS)} with "
        f"receipts of {n(800, 9000)} head.\nTop {n(40, 70)}.{n(10, 99)}, bulk of sales {n(40, 70)}.{n(10, 99)} to {n(40, 70)}.{n(10, 99)} a "
        f"hundredweight. Sows {n(30, 60)}.{n(10, 99)}.\nFat cattle met a fair demand, choice steers making {n(60, 90)}.{n(10, 99)}. "
        f"Estimated receipts for the next market day: hogs {n(800, 9000)}, cattle {n(200, 4000)}, sheep {n(100, 900)}."
    )


def results(chance: Chance) -> str:
    """A round of matches."""
    sides = [
        "Larnmouth",
        "Corvane",
        "Brannock",
        "Wexcombe",
        "Ebbing",
        "Tilbrook",
        "Hartsvale",
        "Addlestrop",
    ]
    chance.shuffle(sides)
    games = [
        f"{home} {chance.randint(0, 5)} {away} {chance.randint(0, 5)} (attendance {chance.randint(300, 9000)})"
        for home, away in zip(sides[::2], sides[1::2], strict=True)
    ]
    closing = "Matches begin at three o'clock unless the referee decides otherwise. Results are given without warranty by the county association."
    return "\n".join([f"Results of the county league on {chance.choice(DAYS)}:", *games, closing])


def dividend(chance: Chance) -> str:
    """A company's payment."""
    n = chance.randint
    name = f"{chance.choice(['Corvus', 'Helvion', 'Aurinia', 'Valhydro'])} {chance.choice(['Metals', 'Holdings', 'Trust', 'Works'])}"
    return (
        f"{name} Ltd declares dividend\nQuarterly {n(2, 60)} cents against {n(2, 60)} cents a year ago.\nPayable {n(1, 28)} "
        f"{chance.choice(MONTHS)} to holders registered on {n(1, 28)} {chance.choice(MONTHS)}. The board said that the payment was in line "
        f"with its policy of returning half of its earnings to shareholders."
    )


def horoscope(chance: Chance) -> str:
    """What the stars say."""
    said = [
        "Keep your counsel until noon.",
        "A letter brings good news.",
        "Do not lend money to a cousin.",
        "An old friend asks a favour.",
    ]
    said += [
        "Romance is nearer than you think.",
        "Rest, and leave the ladder where it is.",
        "Your plans meet with approval.",
    ]
    signs = ["Aries", "Taurus", "Gemini", "Cancer", "Leo", "Virgo", "Libra", "Scorpio"]
    lines = [f"{sign}: {' '.join(chance.sample(said, 3))}" for sign in signs]
    return "\n".join(
        [
            f"Your stars for {chance.choice(DAYS)} {chance.randint(1, 28)} {chance.choice(MONTHS)}",
            *lines,
        ]
    )


def court(chance: Chance) -> str:
    """A list of cases."""
    names = (
        ["Amos", "Bertha", "Cyril", "Dora", "Ernest", "Fay"],
        ["Askew", "Pruitt", "Tully", "Munro", "Finch", "Penhale"],
    )
    cases = [
        f"{chance.choice(names[0])} {chance.choice(names[1])}, {chance.randint(18, 80)}, of {chance.choice(['Harbour', 'Mill', 'Church'])} Street, "
        f"{chance.choice(['admitted', 'denied'])} {chance.choice(['speeding', 'riding without a light', 'being drunk in charge of a cart'])}. "
        f"Fined {chance.randint(10, 400)} with {chance.randint(5, 90)} costs."
        for _ in range(6)
    ]
    return "\n".join(
        [
            f"Heard by the Wexcombe bench on {chance.choice(DAYS)}, {chance.randint(1, 28)} {chance.choice(MONTHS)}:",
            *cases,
        ]
    )


DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
MONTHS = ["January", "March", "May", "July", "September", "November"]
FORMS = (weather, prices, results, dividend, horoscope, court)


def copies(folder: Path) -> Iterator[GeneratedCopy]:
    """All the copies, in the order of the reports."""
    chance = random.Random(SEED)  # noqa: S311 - seeded on purpose
    stories = reports(folder / "reports.txt")
    for name, report in stories.items():
        yield GeneratedCopy(f"{name}-0", name, "0 as filed", "\n".join(report))
        for place, grade in enumerate(sorted(chance.sample(list(GRADES), chance.randint(2, 4))), 1):
            yield GeneratedCopy(
                f"{name}-{place}", name, grade, "\n".join(GRADES[grade](report, chance))
            )
    for name, fresh in reports(folder / "followups.txt").items():
        yield GeneratedCopy(
            f"{name}-later", "", "follow-up", "\n".join([*fresh, *stories[name][2:4]])
        )
    for name, lines in reports(folder / "backgrounds.txt").items():
        for place, opening in enumerate(line for line in lines if line.startswith(">")):
            yield GeneratedCopy(
                f"{name}-{place}",
                "",
                "background",
                "\n".join([opening[2:], *(line for line in lines if not line.startswith(">"))]),
            )
    for form in FORMS:
        for place in range(8):
            yield GeneratedCopy(f"{form.__name__}-{place}", "", "form", form(chance))
    for place in range(6):
        told = chance.sample(sorted(stories), 6)
        yield GeneratedCopy(
            f"digest-{place}",
            "",
            "digest",
            "\n".join(["News in brief", *(stories[name][0] for name in told)]),
        )


def main() -> None:
    """Write copies.jsonl."""
    folder = Path(sys.argv[1])
    lines = [json.dumps(copy._asdict(), ensure_ascii=False) for copy in copies(folder)]
    (folder / "copies.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    print(len(lines), "copies")


if __name__ == "__main__":
    main()
