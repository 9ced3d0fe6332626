"""The quality gate: topics found in the invented wires of cases/wires.toml, floors pinned. Raise a
floor with the code; never lower one to pass."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from newsgen.config import EnrichConfig
from newsgen.enrich import mentions
from newsgen.model import Mention

WIRES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases/wires.toml").read_text("utf-8")
)["wire"]
FLOORS = {"person": (0.95, 0.95), "organisation": (0.92, 0.92), "place": (0.95, 0.95)}
"""Kind → precision, recall. Found when pinned: see
docs/decisions/0050-topics-without-a-model.md."""
ASKED = {"person": "people", "organisation": "organisations", "place": "places"}


def salient_mentions(wire: dict[str, Any], article: Any) -> tuple[Mention, ...]:
    one = article(
        wire["text"],
        title=wire["title"],
        place=wire["place"],
        lang=wire.get("lang", "en"),
        tags=tuple(wire.get("tags", ())),
    )
    return tuple(mention for mention in mentions([one], EnrichConfig())[0] if mention.salient)


@pytest.mark.parametrize("wire", WIRES, ids=[wire["id"] for wire in WIRES])
def test_what_a_wire_must_never_give(wire, article):
    """No weekday, month, agency, title or sentence-initial word is a topic, nor what the case
    itself forbids."""
    names = {mention.name for mention in salient_mentions(wire, article)}
    assert not names & set(wire["never"])


@pytest.mark.parametrize("kind", sorted(FLOORS))
def test_precision_and_recall_hold_their_floors(kind, article):
    """Over all wires, names of a kind are right and complete at least as often as pinned."""
    right = said = wanted = hit = 0
    for wire in WIRES:
        names = {
            mention.name for mention in salient_mentions(wire, article) if mention.kind == kind
        }
        asked = set(wire.get(ASKED[kind], ()))
        right += len(names & (asked | set(wire.get("also", ()))))
        said += len(names)
        hit += len(names & asked)
        wanted += len(asked)
    assert (right / said, hit / wanted) >= FLOORS[kind]
    assert hit / wanted >= FLOORS[kind][1]


def test_subjects_are_right_where_they_are_given(article):
    """A subject that is named was expected: better none than a wrong one."""
    for wire in WIRES:
        names = {
            mention.name for mention in salient_mentions(wire, article) if mention.kind == "subject"
        }
        assert names <= set(wire.get("also", ())), wire["id"]


def test_wires_are_many_and_their_topics_few(article):
    """The gate stands on at least 40 wires, and a wire has few topics."""
    counts = [len(salient_mentions(wire, article)) for wire in WIRES]
    assert len(counts) >= 40
    assert sum(counts) / len(counts) <= 8
