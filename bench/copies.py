"""How fast copies are recognised: signing and pairing beside datasketch (MinHash of 128, LSH), and the whole
stage as the archive grows tenfold.

    python bench/copies.py [-n 20000] [-w 2]

The texts are those of `corpus.py`. The comparison counts CPU seconds in one process and one run. In the
stage, signing and comparing are spread over `-w` processes, and fingerprints are made only of the articles
that are compared, which are read from disk, as in a build; storing the articles is not counted.
"""

import argparse
import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeVar

import corpus
import msgspec
from environment import lend

from newsgen.config import DedupeConfig
from newsgen.decisions import Decisions
from newsgen.dedupe import (
    Fingerprint,
    Signature,
    Verdict,
    candidates,
    fingerprints,
    signatures,
    stories,
    verdict,
)
from newsgen.model import Article, Block, Origin, Published

CONFIG = DedupeConfig()
COMPARED = 1500
"""Articles of the comparison: datasketch takes about a second for a thousand."""
TASK = 200
"""Articles that a process gets at a time to sign."""
CHUNK = 32
"""Articles signed together, and pairs compared together, as in a build."""
READ_AHEAD = 20 * TASK
"""Articles that are written to disk before they are signed."""
HELD = 2048
"""Fingerprints that a process holds, as in a build."""
SHINGLE = 5
"""Words of a shingle for datasketch, as its documentation has it."""

Place = tuple[int, int]
"""Where an article lies in the file: first byte and length."""
Item = TypeVar("Item")


class Stage(NamedTuple):
    """What the stage took and made: articles, seconds by part, pairs compared, stories, megabytes of all
    processes."""

    articles: int
    signing: float
    pairing: float
    comparing: float
    grouping: float
    pairs: int
    stories: int
    memory: float

    @property
    def seconds(self) -> float:
        """The seconds of all parts."""
        return self.signing + self.pairing + self.comparing + self.grouping


class Stored(NamedTuple):
    """The signatures of all articles, where each article lies in the file, and the seconds that signing
    took."""

    signatures: list[Signature]
    places: dict[str, Place]
    seconds: float


def articles(count: int) -> Iterator[Article]:
    """`count` articles, a fifth of them copies."""
    for copy in corpus.articles(count):
        paragraphs = enumerate(copy.paragraphs)
        yield Article(
            id=copy.name,
            origin=Origin(copy.name, "", "", 1),
            title=copy.title,
            dek="",
            published=Published(copy.day.isoformat(), "day"),
            place="",
            byline=(),
            agency="",
            outlet="",
            url="",
            lang="en",
            blocks=tuple(Block("paragraph", text, None, place) for place, text in paragraphs),
            tags=(),
            aliases=(),
            notes=(),
            evidence=(),
            cut=(),
        )


def ours(texts: Sequence[Article]) -> float:
    """CPU seconds to sign `texts` and name the pairs worth comparing."""
    start = time.process_time()
    signed: list[Signature] = []
    for chunk in chunks(texts, CHUNK):
        signed.extend(signatures(chunk, CONFIG))
    candidates(signed, CONFIG)
    return time.process_time() - start


def theirs(texts: Sequence[Article], *, batched: bool) -> float:
    """CPU seconds of datasketch for the same: 128 permutations, LSH at .5; a shingle at a time, as its
    documentation has it, or all shingles of a text in one call."""
    lend()
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 - there once the peers' environment is lent

    start = time.process_time()
    index = MinHashLSH(threshold=0.5, num_perm=128)
    for article in texts:
        shingles = _word_shingles(article)
        hashed = MinHash(num_perm=128)
        if batched:
            hashed.update_batch(list(shingles))
        else:
            for shingle in shingles:
                hashed.update(shingle)
        index.query(hashed)
        index.insert(article.id, hashed)
    return time.process_time() - start


def signed(task: Sequence[bytes]) -> list[bytes]:
    """The signatures of some articles, encoded as these are."""
    decoded = [msgspec.msgpack.decode(data, type=Article) for data in task]
    encoded: list[bytes] = []
    for chunk in chunks(decoded, CHUNK):
        encoded.extend(map(msgspec.msgpack.encode, signatures(chunk, CONFIG)))
    return encoded


def compared(task: tuple[str, Sequence[tuple[Place, Place]]]) -> list[Verdict]:
    """The verdicts on pairs of articles, given as places in a file."""
    path, pairs = task
    held = _held_fingerprints(path)
    if len(held) > HELD:
        held.clear()
    missing = sorted({place for pair in pairs for place in pair} - held.keys())
    with Path(path).open("rb") as store:
        read = [_article(store, place) for place in missing]
    held.update(zip(missing, fingerprints(read), strict=True))
    return [verdict(held[a], held[b]) for a, b in pairs]


def stage(count: int, workers: int) -> Stage:
    """The whole stage on `count` articles; making and handing out the texts is not counted."""
    with tempfile.TemporaryDirectory() as folder, multiprocessing.Pool(workers) as pool:
        path = os.fspath(Path(folder) / "articles")
        stored = _signed(pool, count, path)
        begun = time.perf_counter()
        pairs = candidates(stored.signatures, CONFIG).pairs
        paired = time.perf_counter()
        places = [(stored.places[a], stored.places[b]) for a, b in pairs]
        tasks = [(path, chunk) for chunk in chunks(places, CHUNK)]
        verdicts = [answer for answers in pool.imap(compared, tasks) for answer in answers]
        judged = time.perf_counter()
        composed = stories(stored.signatures, verdicts, Decisions(), {})
        grouped = time.perf_counter()
    return Stage(
        articles=count,
        signing=stored.seconds,
        pairing=paired - begun,
        comparing=judged - paired,
        grouping=grouped - judged,
        pairs=len(pairs),
        stories=len(composed),
        memory=_megabytes(workers),
    )


def chunks(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    """The items, `size` at a time."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def show(measured: Stage) -> None:
    """Print what the stage took and made."""
    parts = (
        f"signing {measured.signing:.1f}, pairing {measured.pairing:.1f}, "
        f"comparing {measured.comparing:.1f}, grouping {measured.grouping:.1f}"
    )
    print(
        f"{measured.articles} articles: {measured.seconds:.1f} s ({parts}); {measured.pairs} pairs, "
        f"{measured.stories} stories, at most {measured.memory:.0f} MB"
    )


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-n", "--number", type=int, default=20_000)
    parser.add_argument("-w", "--workers", type=int, default=2)
    arguments = parser.parse_args()

    texts = list(articles(COMPARED))
    words = sum(len(block.text.split()) for article in texts for block in article.blocks)
    ours(texts[:100])
    own, plain, batched = ours(texts), theirs(texts, batched=False), theirs(texts, batched=True)
    print(
        f"signing and grouping {len(texts)} articles of {words / len(texts):.0f} words, "
        f"seconds of CPU: newsgen {own:.2f}"
    )
    print(
        f"  datasketch {plain:.2f} (ratio {plain / own:.1f}); "
        f"with update_batch {batched:.2f} (ratio {batched / own:.1f})"
    )

    small = stage(arguments.number // 10, arguments.workers)
    large = stage(arguments.number, arguments.workers)
    show(small)
    show(large)
    growth = (large.seconds / large.articles) / (small.seconds / small.articles)
    print(f"seconds an article, {large.articles} against {small.articles}: {growth:.2f}")


def _word_shingles(article: Article) -> Iterator[bytes]:
    """Each `SHINGLE` words in a row; one shingle of all words where there are fewer."""
    words = "\n".join(block.text for block in article.blocks).lower().split()
    for start in range(max(1, len(words) - SHINGLE + 1)):
        yield " ".join(words[start : start + SHINGLE]).encode()


def _article(store: BinaryIO, place: Place) -> Article:
    """The article at a place of a file."""
    first, length = place
    store.seek(first)
    return msgspec.msgpack.decode(store.read(length), type=Article)


@cache
def _held_fingerprints(path: str) -> dict[Place, Fingerprint]:
    """The fingerprints that this process holds of the articles in a file."""
    del path
    return {}


def _signed(pool: "multiprocessing.pool.Pool", count: int, path: str) -> Stored:
    """Write articles to a file and sign them; making and writing them is not counted."""
    signed_articles: list[Signature] = []
    places: dict[str, Place] = {}
    source, seconds, size = articles(count), 0.0, 0
    with Path(path).open("wb") as store:
        while read := list(islice(source, READ_AHEAD)):
            encoded = [msgspec.msgpack.encode(article) for article in read]
            for article, data in zip(read, encoded, strict=True):
                places[article.id] = (size, len(data))
                size += store.write(data)
            begun = time.perf_counter()
            for answers in pool.imap(signed, chunks(encoded, TASK)):
                signed_articles.extend(
                    msgspec.msgpack.decode(answer, type=Signature) for answer in answers
                )
            seconds += time.perf_counter() - begun
    return Stored(signed_articles, places, seconds)


def _megabytes(workers: int) -> float:
    """The most memory that this process and its workers took; each worker counts as the largest."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    largest_worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (own + workers * largest_worker) / 1024


if __name__ == "__main__":
    main()
