"""From articles to stories: candidate pairs from all signatures, each verified on the texts, clustered; and what copies lend each other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial

import msgspec

from newsgen import dedupe
from newsgen.catalogue import Row, packed
from newsgen.decisions import Decisions
from newsgen.dedupe import Fingerprint, Signature, Verdict
from newsgen.model import Article, Record, Story
from newsgen.pipeline import intake
from newsgen.pipeline.job import Job, Workshop, encoded, keyed, opened

HELD = 2048
"""Fingerprints a worker holds, some 3 kB each; then it begins anew."""


class Told(Record, frozen=True):
    """All stories, the key of each (it covers the texts of its copies), the verdicts on pairs that were nearly one, and what was capped."""

    stories: tuple[Story, ...]
    keys: dict[str, bytes]
    borderline: tuple[Verdict, ...]
    capped: int


_VERDICT = msgspec.msgpack.Decoder(Verdict)
_ARTICLE = msgspec.msgpack.Decoder(Article)
_STORY = msgspec.msgpack.Decoder(Story)


def told(
    shop: Workshop, keys: Mapping[str, bytes], decisions: Decisions, founders: Mapping[str, str]
) -> Told:
    """The stories of all articles; `keys` are the articles' record keys, `decisions` name articles by id, `founders` gives the story that each
    article belonged to when it was last published."""
    config = shop.job.config.dedupe
    signatures = intake.signatures(shop)
    found = dedupe.candidates(signatures, config)
    judge = _Judge(shop, signatures, keys)
    verdicts = judge.verdicts(found.pairs)
    stories = dedupe.stories(signatures, verdicts, decisions, founders)
    stories = dedupe.with_verdicts(stories, judge.verdicts(dedupe.pairs_without_verdict(stories, verdicts)))
    judge.forget_others()
    key_of = keyed("story")
    composed = {
        story.id: key_of(story, [keys[copy.id] for copy in story.copies]) for story in stories
    }
    several = [story for story in stories if len(story.copies) > 1]
    _store(shop, several, composed)
    _lend(shop, several, composed)
    return Told(
        stories,
        composed,
        tuple(verdict for verdict in verdicts if verdict.borderline),
        found.capped,
    )


def verified(job: Job, pairs: Sequence[tuple[str, str]]) -> list[bytes]:
    """Stage: compare pairs of articles by their fingerprints; the verdicts, encoded."""
    held = _fingerprints(job, {article_id for pair in pairs for article_id in pair})
    return [encoded(dedupe.verdict(held[a], held[b])) for a, b in pairs]


def lent(job: Job, story_id: str) -> list[tuple[str, bytes]]:
    """Stage: the copies of a story with the fields that they lend each other, as (id, packed article; empty where nothing was lent to it)."""
    catalogue = opened(job.cache, job.run)
    story = _STORY.decode(catalogue.get("story", story_id))
    articles = {
        copy.id: _ARTICLE.decode(catalogue.body(copy.id, "article")) for copy in story.copies
    }
    made = sorted(dedupe.lent(story, articles).items())
    return [
        (article_id, packed(encoded(article)) if article != articles[article_id] else b"")
        for article_id, article in made
    ]


class _Judge:
    """Gives verdicts on pairs: at once where the signatures say all, else by comparing; those on pairs whose texts have not changed are
    remembered."""

    def __init__(
        self, shop: Workshop, signatures: Iterable[Signature], keys: Mapping[str, bytes]
    ) -> None:
        """`keys` are the articles' record keys."""
        self._shop = shop
        self._signatures = {signature.id: signature for signature in signatures}
        self._keys = keys
        self._key_of = keyed("verdict", shop.job.config.dedupe)
        self._fresh = shop.catalogue.keys("verdict")
        self._asked: set[str] = set()

    def verdicts(self, pairs: Iterable[tuple[str, str]]) -> list[Verdict]:
        """A verdict on each pair, in their order."""
        found = {pair: dedupe.verdict_by_signature(*map(self._signatures.__getitem__, pair)) for pair in pairs}
        wanted = {
            f"{a} {b}": self._key_of(self._keys[a], self._keys[b])
            for (a, b), verdict in found.items()
            if verdict is None
        }
        stale = [name for name in wanted if self._fresh.get(name) != wanted[name]]
        made = self._shop.engine.batches(
            partial(verified, self._shop.job), ((name[:13], name[14:]) for name in stale)
        )
        catalogue = self._shop.catalogue
        catalogue.put(
            "verdict",
            (Row(name, wanted[name], value) for name, value in zip(stale, made, strict=True)),
        )
        self._asked |= wanted.keys()
        return [
            verdict or _VERDICT.decode(catalogue.get("verdict", " ".join(pair)))
            for pair, verdict in found.items()
        ]

    def forget_others(self) -> None:
        """Forget the verdicts that were not asked for."""
        self._shop.catalogue.forget("verdict", self._fresh.keys() - self._asked)


def _store(shop: Workshop, several: Sequence[Story], composed: Mapping[str, bytes]) -> None:
    """Store the stories of several copies; of one with one copy there is nothing to look up."""
    fresh = shop.catalogue.keys("story")
    shop.catalogue.put(
        "story",
        (
            Row(story.id, composed[story.id], encoded(story))
            for story in several
            if fresh.get(story.id) != composed[story.id]
        ),
    )
    shop.catalogue.forget("story", fresh.keys() - {story.id for story in several})


def _lend(shop: Workshop, several: Sequence[Story], composed: Mapping[str, bytes]) -> None:
    """Store the copies of those stories with what is lent to them; those of others are the articles themselves."""
    wanted = {copy.id: composed[story.id] for story in several for copy in story.copies}
    fresh = shop.catalogue.keys("copy")
    stale = [
        story.id
        for story in several
        if any(fresh.get(copy.id) != composed[story.id] for copy in story.copies)
    ]
    batches = shop.engine.map(partial(lent, shop.job), stale)
    shop.catalogue.put(
        "copy",
        (
            Row(article_id, wanted[article_id], body=body)
            for batch in batches
            for article_id, body in batch
        ),
    )
    shop.catalogue.forget("copy", fresh.keys() - wanted.keys())


def _fingerprints(job: Job, wanted: set[str]) -> Mapping[str, Fingerprint]:
    """The fingerprints of the articles `wanted`, by id. They are made of those alone that are compared, which few articles of most archives are:
    for all, they would fill more of the disk than the articles do."""
    held = _held(job.cache, job.run)
    if len(held) > HELD:
        held.clear()
    catalogue = opened(job.cache, job.run)
    missing = sorted(wanted - held.keys())
    with catalogue.still():
        articles = [
            _ARTICLE.decode(catalogue.body(article_id, "article")) for article_id in missing
        ]
    held.update(zip(missing, dedupe.fingerprints(articles), strict=True))
    return held


@lru_cache(maxsize=1)
def _held(cache: str, run: int) -> dict[str, Fingerprint]:
    """The fingerprints that this worker holds in this run."""
    del cache, run
    return {}


def founders(stories: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Article id → story id, from the ledger's stories as (story id, members).

    >>> founders([("a", ["a", "b"])])
    {'a': 'a', 'b': 'a'}
    """
    found: dict[str, str] = defaultdict(str)
    for story_id, members in stories:
        found.update(dict.fromkeys(members, story_id))
    return dict(found)
