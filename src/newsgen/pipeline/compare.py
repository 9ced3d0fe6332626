"""Step 2, compare: from articles to stories. Blocking gives the pairs worth comparing, each pair gets
a verdict, the verdicts make stories, and the copies of a story lend each other fields."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

import msgspec

from newsgen import dedupe
from newsgen.catalogue import Stored, compressed
from newsgen.catalogue.kinds import ARTICLE, COPY, STORY, VERDICT
from newsgen.catalogue.ledger import StoryLine
from newsgen.dedupe import Fingerprint, Signature, Verdict
from newsgen.model import Record, Story
from newsgen.pipeline.memo import Made, Wanted, encoded, keyed
from newsgen.pipeline.run import Run
from newsgen.pipeline.visit import Visited
from newsgen.pipeline.visit_stages import FiledSignature
from newsgen.pipeline.worker import Job, catalogue_of, cleaned_article

FINGERPRINTS = 2048
"""Fingerprints that a worker remembers, some 3 kB each; when there are more, it forgets them all."""

Pair = tuple[str, str]
"""The ids of two articles, the smaller first."""
_VERDICT = msgspec.msgpack.Decoder(Verdict)
_SIGNATURE = msgspec.msgpack.Decoder(FiledSignature)


class Compared(Record, frozen=True):
    """All stories; the key of each, which covers the texts of its copies; the verdicts on pairs that
    were nearly one story, or nearly two; and how many pairs were left out by a limit."""

    stories: tuple[Story, ...]
    keys: dict[str, bytes]
    borderline: tuple[Verdict, ...]
    capped: int


def compare(run: Run, visited: Visited) -> Compared:
    """Find the stories of all articles."""
    with run.progress.step("compare"):
        signatures = _signatures(run)
        candidates = dedupe.candidates(signatures, run.job.config.dedupe)
        judge = _Judge(run, signatures, visited.keys)
        verdicts = judge.verdicts(candidates.pairs)
        founders = _founders(run.inputs.ledger.stories)
        stories = dedupe.stories(signatures, verdicts, visited.decisions, founders)
        missing = dedupe.pairs_without_verdict(stories, verdicts)
        stories = dedupe.with_verdicts(stories, judge.verdicts(missing))
        judge.forget_others()
        keys = _story_keys(stories, visited.keys)
        _lend(run, stories, keys)
    borderline = tuple(verdict for verdict in verdicts if verdict.borderline)
    return Compared(stories, keys, borderline, candidates.capped)


def verify(job: Job, pairs: Sequence[Pair]) -> list[Made]:
    """Stage: compare pairs of articles by their fingerprints; the verdict on each."""
    fingerprints = _fingerprints(job, {article_id for pair in pairs for article_id in pair})
    results = []
    for first, second in pairs:
        a, b = fingerprints[first], fingerprints[second]
        verdict = dedupe.verdict(a, b)
        results.append(Made(f"{first} {second}", encoded(verdict)))
    return results


def lend(job: Job, source: tuple[Story, bytes]) -> Made:
    """Stage: make the copies of a story, given with its key, lend each other fields; the story, and
    each of its copies beside it. A copy to which nothing was lent has no body of its own."""
    story, key = source
    catalogue = catalogue_of(job)
    articles = {copy.id: cleaned_article(catalogue, copy.id) for copy in story.copies}
    beside = []
    for article_id, article in sorted(dedupe.lent(story, articles).items()):
        body = b"" if article == articles[article_id] else compressed(encoded(article))
        beside.append((COPY, Stored(article_id, key, body=body)))
    return Made(story.id, encoded(story), beside=tuple(beside))


def _signatures(run: Run) -> list[Signature]:
    """The signature of every article, by id."""
    filed = (_SIGNATURE.decode(value) for _, value in run.memo.store.all(ARTICLE.name))
    return [one.signature for one in filed if one.signature]


def _founders(stories: Mapping[str, StoryLine]) -> dict[str, str]:
    """Article → the story it belonged to when it was last published."""
    return {member: line.id for line in stories.values() for member in line.members}


def _story_keys(stories: Iterable[Story], keys: Mapping[str, bytes]) -> dict[str, bytes]:
    """The key of each story, from the `keys` of its articles."""
    key_of = keyed()
    return {story.id: key_of(story, [keys[copy.id] for copy in story.copies]) for story in stories}


class _Judge:
    """Gives verdicts on pairs: at once where the signatures suffice, else by comparing fingerprints,
    which is remembered."""

    def __init__(
        self, run: Run, signatures: Iterable[Signature], keys: Mapping[str, bytes]
    ) -> None:
        """`keys` are those of the articles."""
        self._run = run
        self._signatures = {signature.id: signature for signature in signatures}
        self._keys = keys
        self._key_of = keyed(run.job.config.dedupe)
        self._asked: set[str] = set()

    def verdicts(self, pairs: Iterable[Pair]) -> list[Verdict]:
        """A verdict on each pair, in their order."""
        signatures = self._signatures
        at_once = {
            (a, b): dedupe.verdict_by_signature(signatures[a], signatures[b]) for a, b in pairs
        }
        compared = [self._wanted(pair) for pair, verdict in at_once.items() if verdict is None]
        self._run.memo.refresh(VERDICT, compared, self._compare)
        self._asked.update(one.id for one in compared)
        return [verdict or self._remembered(pair) for pair, verdict in at_once.items()]

    def forget_others(self) -> None:
        """Forget the verdicts on pairs that were not asked about."""
        self._run.memo.forget_others(VERDICT, self._asked)

    def _wanted(self, pair: Pair) -> Wanted[Pair]:
        first, second = pair
        key = self._key_of(self._keys[first], self._keys[second])
        return Wanted(f"{first} {second}", key, pair)

    def _compare(self, pairs: Iterator[Pair]) -> Iterator[Made]:
        return self._run.engine.batches(partial(verify, self._run.job), pairs)

    def _remembered(self, pair: Pair) -> Verdict:
        return _VERDICT.decode(self._run.memo.store.get(VERDICT.name, " ".join(pair)))


def _lend(run: Run, stories: Iterable[Story], keys: Mapping[str, bytes]) -> None:
    """Keep the stories of two or more copies, and their copies with what is lent to them. Of a story
    with one copy there is nothing to keep: its copy is the article itself."""
    several = [story for story in stories if len(story.copies) > 1]
    wanted = [Wanted(story.id, keys[story.id], (story, keys[story.id])) for story in several]
    run.memo.refresh(STORY, wanted, partial(run.engine.map, partial(lend, run.job)))
    run.memo.forget_others(STORY, {story.id for story in several})
    run.memo.forget_others(COPY, {copy.id for story in several for copy in story.copies})


def _fingerprints(job: Job, wanted: set[str]) -> Mapping[str, Fingerprint]:
    """The fingerprints of the articles `wanted`, by id.

    They are made only of articles that are compared, which are few in most archives: kept for all
    articles, they would fill more of the disk than the articles do.
    """
    known = _known_fingerprints(job.cache, job.run)
    if len(known) > FINGERPRINTS:
        known.clear()
    catalogue = catalogue_of(job)
    missing = sorted(wanted - known.keys())
    with catalogue.snapshot():
        articles = [cleaned_article(catalogue, article_id) for article_id in missing]
    new = dedupe.fingerprints(articles)
    known.update(zip(missing, new, strict=True))
    return known


@lru_cache(maxsize=1)
def _known_fingerprints(cache: str, run: int) -> dict[str, Fingerprint]:
    """The fingerprints that this worker remembers in this run."""
    del cache, run
    return {}
