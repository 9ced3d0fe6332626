"""Topics and links after some stories changed: what a full build finds, with no more work than the
change asks for."""

import random
import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgen.catalogue import Catalogue
from newsgen.decisions import TopicDecision, TopicDecisions
from newsgen.enrich import Description, Descriptions, Naming, naming
from newsgen.model import Mention, Published
from newsgen.pipeline.archive import read_archive
from newsgen.pipeline.memo import encoded
from newsgen.pipeline.resolve import Changes, join, recall, remember
from newsgen.pipeline.run import Settings, open_run, read_inputs

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


def described(mentions, date="2021-05-05", words=()):
    """A story as the stage describes it."""
    return Description(
        title="Title",
        derived=False,
        published=Published(date, "day"),
        place="",
        agency="",
        summary="",
        lang="en",
        naming=msgspec.Raw(encoded(Naming(tuple(mentions), tuple(words)))),
    )


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
        described,
        MENTIONS,
        st.sampled_from(("2021-05-05", "2021-05-06", "2021-06-30")),
        st.lists(st.integers(0, 9), unique=True, max_size=6),
    ),
    max_size=12,
)
DECISIONS = st.sampled_from(
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
PRESENT = described(
    [place("Peru"), place("Chile"), firm("Quillon"), person("Ann Doyle"), person("Bert Doyle")],
    "1999-01-01",
)


def mentions_of(description):
    return naming(description).mentions


@given(
    st.lists(
        st.tuples(ARCHIVE, DECISIONS, st.sampled_from(({}, PUBLISHED))), min_size=2, max_size=4
    )
)
@settings(max_examples=120, deadline=None, derandomize=True)
def test_a_history_of_builds_gives_what_one_full_build_gives(history):
    """Stories are added, edited and removed, topics.toml changes, topics are published: descriptions,
    topics, redirects, suggestions and links are equal to the last byte, and where nothing changed
    nothing is done."""
    with tempfile.TemporaryDirectory() as folder, Catalogue(Path(folder)) as catalogue:
        before: dict[str, Description] = {}
        keys: dict[str, bytes] = {}
        for archive, topics, published in history:
            decisions = TopicDecisions(topics)
            now = Descriptions({"present": PRESENT, **archive})
            memory = recall(catalogue, keys)
            resolved, after = join(
                memory,
                now,
                changes(before, now) if memory else Changes({}, now),
                decisions,
                published,
            )
            full, _ = join(None, now, Changes({}, now), decisions, published)
            assert bytes_of(resolved) == bytes_of(full)
            before, keys = now, {story: encoded(one) for story, one in now.items()}
            remember(catalogue, keys, after)
            again, _ = join(recall(catalogue, keys), now, Changes({}, ()), decisions, published)
            assert again.work == (0, 0)


def changes(before, now):
    """What changed between two sets of descriptions."""
    differ = [story for story, one in before.items() if now.get(story) != one]
    return Changes(
        removed={story: mentions_of(before[story]) for story in differ},
        added=[story for story in now if before.get(story) != now[story]],
    )


def bytes_of(resolved):
    topics = resolved.topics
    return encoded(
        (
            resolved.descriptions,
            topics.topics,
            [*topics.of.items()],
            topics[2:],
            [*resolved.links.items()],
        )
    )


def test_what_was_made_from_other_descriptions_is_not_recalled(tmp_path):
    """A build that was killed between describing stories and resolving topics leaves nothing behind
    that is trusted."""
    with Catalogue(tmp_path) as catalogue:
        one = Descriptions({"a": PRESENT})
        _, memory = join(None, one, Changes({}, ["a"]), TopicDecisions(), {})
        remember(catalogue, {"a": b"1"}, memory)
        assert recall(catalogue, {"a": b"1"}) == memory
        assert recall(catalogue, {"a": b"2"}) is None
        assert recall(catalogue, {"a": b"1", "b": b"1"}) is None


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
        f"---\ntitle: Harbour sale {chance.randrange(10_000)}\n"
        f"date: 2021-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}\n---\n\n"
        f"Finance Minister {one} said in Lima that {other}, the chairman of the port, had agreed"
        f" to it.\n\n{figures}\n\n"
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
    """What a run resolves of the archive."""
    chosen = Settings(source, cache=source / cache)
    with open_run(chosen, read_inputs(chosen)) as run:
        return read_archive(run).resolved


def test_a_few_new_articles_open_only_their_keys(archive):
    """Of 120 articles two are new, one is edited and one is gone: only the keys that these hold are
    resolved, and only the links of stories that share a name with them are made. The result is that
    of a build with an empty cache."""
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
    both = ((first, second), (second, first))
    changed = [(one, story) for one, other in both for story in differing(one, other)]
    assert len(changed) == 5
    mentions = [
        mention for one, story in changed for mention in mentions_of(one.descriptions[story])
    ]
    assert 0 < second.work[0] <= len({(mention.kind, mention.key) for mention in mentions})
    topics = {slug for one, story in changed for slug in one.topics.of[story]}
    sharing = [story for story, slugs in second.topics.of.items() if not topics.isdisjoint(slugs)]
    assert 0 < second.work[1] <= len(sharing)


def differing(one, other):
    """The stories of one result that the other has not, or describes otherwise."""
    there = other.descriptions
    return [story for story, item in one.descriptions.items() if there.get(story) != item]


def test_a_decision_on_a_topic_resolves_no_key(archive):
    """`topics.toml` is applied after the keys are resolved; only links that show the topic are made
    again."""
    first = built(archive)
    name = next(topic.name for topic in first.topics.topics if topic.kind == "person")
    (archive / "topics.toml").write_text(
        f'[[topic]]\nname = "{name}"\nprefer = "{name} of Lima"\n', encoding="utf-8"
    )
    second = built(archive)
    assert second.work[0] == 0
    assert 0 < second.work[1] < 120
    assert bytes_of(second) == bytes_of(built(archive, cache=".full"))
