"""What stories are about, after some of them changed: what a full build finds, with no more work than the change asks for."""

import random
import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.catalogue import Catalogue
from newsgen.decisions import TopicDecision, TopicDecisions
from newsgen.model import Mention, Published
from newsgen.pipeline import run
from newsgen.pipeline.job import encoded
from newsgen.pipeline.subjects import Described, Descriptions, Naming, joined, remember, remembered

PEOPLE = ("Ann Doyle", "Bert Doyle", "Doyle", "Kim Jong-un", "Jong-un Kim", "Kim", "Cy Low")
SURNAMES = {
    "Ann Doyle": "doyle",
    "Bert Doyle": "doyle",
    "Kim Jong-un": "kim",
    "Jong-un Kim": "jong-un",
}
FIRMS = {"International Seed Alliance": "isa", "ISA": "isa", "Quillon": "quillon"}


def person(name):
    return Mention(
        name,
        "person",
        SURNAMES.get(name, name.casefold().split()[-1]),
        (name,),
        2,
        salient=True,
        rule="named twice or more",
    )


def firm(name):
    forms = (name, "ISA") if name.startswith("International") else (name,)
    return Mention(
        name, "organisation", FIRMS[name], forms, 2, salient=True, rule="named twice or more"
    )


def place(name):
    return Mention(name, "place", name.casefold(), (name,), 2, salient=True, rule="dateline")


def told(mentions, date="2021-05-05", words=()):
    """A story as the stage describes it."""
    naming = msgspec.Raw(encoded(Naming(tuple(mentions), tuple(words))))
    return Described("Title", False, Published(date, "day"), "", "", "", "en", naming)  # noqa: FBT003 – a record's fields in their order


MENTIONS = st.lists(
    st.one_of(
        st.sampled_from(PEOPLE).map(person),
        st.sampled_from([*FIRMS]).map(firm),
        st.sampled_from(("Peru", "Chile")).map(place),
    ),
    max_size=6,
)
ARCHIVE = st.dictionaries(
    st.sampled_from("abcdefghijklm"),
    st.builds(
        told,
        MENTIONS,
        st.sampled_from(("2021-05-05", "2021-05-06", "2021-06-30")),
        st.lists(st.integers(0, 9), unique=True, max_size=6),
    ),
    max_size=12,
)
HAND = st.sampled_from(
    [
        (),
        (TopicDecision("Peru", alias=("Chile",), broader=("South America",)),),
        (
            TopicDecision("Quillon", prefer="Quillon Mills"),
            TopicDecision("Ann Doyle", alias=("Bert Doyle",)),
        ),
        (TopicDecision("Chile", kind="organisation"), TopicDecision("Peru", hide=True)),
    ]
)
PUBLISHED = {
    "peru": ("Peru", "place"),
    "doyle": ("Doyle", "person"),
    "ann-doyle": ("Ann Doyle", "person"),
    "chile": ("Chile", "place"),
}
PRESENT = told(
    [place("Peru"), place("Chile"), firm("Quillon"), person("Ann Doyle"), person("Bert Doyle")],
    "1999-01-01",
)


def names(described):
    return msgspec.msgpack.decode(described.naming, type=Naming).mentions


@given(st.lists(st.tuples(ARCHIVE, HAND, st.sampled_from(({}, PUBLISHED))), min_size=2, max_size=4))
@settings(max_examples=120, deadline=None, derandomize=True)
def test_a_history_of_builds_gives_what_one_full_build_gives(history):
    """Stories added, edited and removed, topics.toml changed, topics published: descriptions, topics, redirects, suggestions and links are equal
    to the last byte, and with nothing changed nothing is done."""
    with tempfile.TemporaryDirectory() as folder, Catalogue(Path(folder)) as catalogue:
        before: dict[str, Described] = {}
        mark: dict[str, bytes] = {}
        for archive, hand, known in history:
            found = Descriptions({"present": PRESENT, **archive})
            memory = remembered(catalogue, mark)
            out = (
                {story: names(item) for story, item in before.items() if found.get(story) != item}
                if memory
                else {}
            )
            come = [story for story in found if memory is None or before.get(story) != found[story]]
            made, after = joined(memory, found, (out, come), TopicDecisions(hand), known)
            full, _ = joined(None, found, ({}, found), TopicDecisions(hand), known)
            assert bytes_of(made) == bytes_of(full)
            before, mark = found, {story: encoded(item) for story, item in found.items()}
            remember(catalogue, mark, after)
            assert joined(
                remembered(catalogue, mark), found, ({}, ()), TopicDecisions(hand), known
            )[0].work == (0, 0)


def bytes_of(subjects):
    return encoded(
        (
            subjects.described,
            subjects.folded.topics,
            [*subjects.folded.of.items()],
            subjects.folded[2:],
            [*subjects.links.items()],
        )
    )


def test_what_was_made_from_other_descriptions_is_not_remembered(tmp_path):
    """A build that was killed between describing stories and joining them leaves no memory to be trusted."""
    with Catalogue(tmp_path) as catalogue:
        _, memory = joined(None, Descriptions({"a": PRESENT}), ({}, ["a"]), TopicDecisions(), {})
        remember(catalogue, {"a": b"1"}, memory)
        assert remembered(catalogue, {"a": b"1"}) == memory
        assert remembered(catalogue, {"a": b"2"}) is None
        assert remembered(catalogue, {"a": b"1", "b": b"1"}) is None


GIVEN = ("Ada", "Bruno", "Celia", "Dario", "Edda", "Fabio", "Greta", "Hugo", "Ines", "Jonas")
SURNAME = [
    head + tail
    for head in ("Bren", "Kar", "Lind", "Tor", "Vel", "Hol", "Sten", "Wes")
    for tail in ("dal", "berg", "wick", "holt", "mark", "ner")
]


def text(chance):
    """An invented report on two people."""
    one, other = (f"{chance.choice(GIVEN)} {chance.choice(SURNAME)}" for _ in range(2))
    figures = " ".join(
        f"The {chance.randrange(10_000)} tons of lot {chance.randrange(10_000)} were sold at noon."
        for _ in range(4)
    )
    return (
        f"---\ntitle: Harbour sale {chance.randrange(10_000)}\ndate: 2021-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}\n---\n\n"
        f"Finance Minister {one} said in Lima that {other}, the chairman of the port, had agreed to it.\n\n{figures}\n\n"
        f'"It took a year," said {other}. {one} said more would follow.\n'
    )


@pytest.fixture
def archive(tmp_path):
    """A site of 120 invented reports."""
    chance = random.Random(5)  # noqa: S311 – a text is drawn, no secret
    (tmp_path / "newsgen.toml").write_text(
        'title = "T"\nbase_url = "https://example.org/"\n', encoding="utf-8"
    )
    (tmp_path / "seeds").mkdir()
    for number in range(120):
        (tmp_path / f"seeds/{number:03}.md").write_text(text(chance), encoding="utf-8")
    return tmp_path


def built(source, cache=".newsgen"):
    """The subjects of the archive as a run finds them."""
    chosen = run.Settings(source, cache=source / cache)
    ready = run.setup(chosen)
    with run.workshop(chosen, ready) as shop:
        return run.archived(shop, ready).subjects


def test_a_few_new_articles_open_only_their_keys(archive):
    """Of 120 articles two are new, one is edited and one is gone: only the keys these hold are folded and only lists of stories that share a
    name with them are made; the result is that of a build with an empty cache."""
    first = built(archive)
    assert first.work[0] > 40
    assert first.work[1] == 120
    assert built(archive).work == (0, 0)
    chance = random.Random(6)  # noqa: S311 – a text is drawn, no secret
    for name in ("new1", "new2", "007"):
        (archive / f"seeds/{name}.md").write_text(text(chance), encoding="utf-8")
    (archive / "seeds/011.md").unlink()
    second = built(archive)
    full = built(archive, cache=".full")
    assert bytes_of(second) == bytes_of(full)
    assert full.work[1] == 121
    changed = [
        found.described[story]
        for found, other in ((first, second), (second, first))
        for story in differing(found, other)
    ]
    assert len(changed) == 5
    held = {(mention.kind, mention.key) for item in changed for mention in names(item)}
    assert 0 < second.work[0] <= len(held)
    topics = {
        slug
        for found, other in ((first, second), (second, first))
        for story in differing(found, other)
        for slug in found.folded.of[story]
    }
    sharing = [story for story, slugs in second.folded.of.items() if not topics.isdisjoint(slugs)]
    assert 0 < second.work[1] <= len(sharing)


def differing(found, other):
    return [story for story, item in found.described.items() if other.described.get(story) != item]


def test_a_decision_on_a_topic_folds_no_key(archive):
    """`topics.toml` is applied over what the keys hold; only lists that show the topic are made anew."""
    first = built(archive)
    name = next(topic.name for topic in first.folded.topics if topic.kind == "person")
    (archive / "topics.toml").write_text(
        f'[[topic]]\nname = "{name}"\nprefer = "{name} of Lima"\n', encoding="utf-8"
    )
    second = built(archive)
    assert second.work[0] == 0
    assert 0 < second.work[1] < 120
    assert bytes_of(second) == bytes_of(built(archive, cache=".full"))
