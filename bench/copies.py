"""How fast copies are found: signing and grouping beside datasketch (MinHash of 128, LSH), and the whole stage as the archive grows tenfold.

    python bench/copies.py [-n 20000] [-w 2]

Texts are those of `corpus.py`. The comparison is of CPU seconds in one process and one run. In the stage signing and comparing are spread over
`-w` processes, and fingerprints are made of those articles that are compared, which rest on disk, as in a build; storing articles is no part of it.
"""

import argparse
import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

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
    verify,
)
from newsgen.model import Article, Block, Origin, Published

CONFIG = DedupeConfig()
COMPARED = 1500
"""Articles of the comparison: datasketch takes about a second for a thousand."""
CHUNK = 200
BUNDLE = 32
"""Articles signed together, and pairs compared together, as in a build."""
HELD = 2048
"""Fingerprints a process holds, as in a build."""

Place = tuple[int, int]


class Stage(NamedTuple):
    """What the stage took and made: articles, seconds by part, pairs compared, stories, megabytes of all processes."""

    articles: int
    signing: float
    pairing: float
    comparing: float
    grouping: float
    pairs: int
    stories: int
    memory: float


def articles(count: int) -> Iterator[Article]:
    """`count` articles, a fifth of them copies."""
    for copy in corpus.articles(count):
        blocks = tuple(
            Block("paragraph", paragraph, None, place)
            for place, paragraph in enumerate(copy.paragraphs)
        )
        date = Published(copy.day.isoformat(), "day")
        origin = Origin(copy.name, "", "", 1)
        yield Article(
            copy.name,
            origin,
            copy.title,
            "",
            date,
            "",
            (),
            "",
            "",
            "",
            "en",
            blocks,
            (),
            (),
            (),
            (),
            (),
        )


def ours(texts: list[Article]) -> float:
    """CPU seconds to sign `texts` and name the pairs worth comparing."""
    start = time.process_time()
    candidates(
        [
            held
            for at in range(0, len(texts), BUNDLE)
            for held in signatures(texts[at : at + BUNDLE], CONFIG)
        ],
        CONFIG,
    )
    return time.process_time() - start


def theirs(texts: list[Article], *, batched: bool) -> float:
    """CPU seconds of datasketch for the same: shingles of five words, 128 permutations, LSH at .5; a shingle at a time as its documentation
    has it, or all of a text in one call."""
    lend()
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 – there only once the peers' environment has been lent

    start = time.process_time()
    index = MinHashLSH(threshold=0.5, num_perm=128)
    for article in texts:
        words = "\n".join(block.text for block in article.blocks).lower().split()
        hashed = MinHash(num_perm=128)
        shingles = (" ".join(words[at : at + 5]).encode() for at in range(max(1, len(words) - 4)))
        if batched:
            hashed.update_batch(list(shingles))
        else:
            for shingle in shingles:
                hashed.update(shingle)
        index.query(hashed)
        index.insert(article.id, hashed)
    return time.process_time() - start


def signed(chunk: list[bytes]) -> list[bytes]:
    """The signatures of a chunk of articles, encoded as they are."""
    found = [msgspec.msgpack.decode(data, type=Article) for data in chunk]
    made = (
        one
        for at in range(0, len(found), BUNDLE)
        for one in signatures(found[at : at + BUNDLE], CONFIG)
    )
    return [msgspec.msgpack.encode(held) for held in made]


def compared(task: tuple[str, list[tuple[Place, Place]]]) -> list[Verdict]:
    """The verdicts on pairs of articles, given as places in a file."""
    path, pairs = task
    held = _held(path)
    if len(held) > HELD:
        held.clear()
    missing = sorted({place for pair in pairs for place in pair} - held.keys())
    with Path(path).open("rb") as store:
        found = [_article(store, place) for place in missing]
    held.update(zip(missing, fingerprints(found, CONFIG), strict=True))
    return [verify(held[a], held[b], CONFIG) for a, b in pairs]


def _article(store: BinaryIO, place: Place) -> Article:
    store.seek(place[0])
    return msgspec.msgpack.decode(store.read(place[1]), type=Article)


@cache
def _held(path: str) -> dict[Place, Fingerprint]:
    del path
    return {}


def stage(count: int, workers: int) -> Stage:
    """The whole stage on `count` articles; making and handing out the texts is not counted."""
    with tempfile.TemporaryDirectory() as folder, multiprocessing.Pool(workers) as pool:
        path = os.fspath(Path(folder) / "articles")
        made, places, signing = _signed(pool, count, path)
        begun = time.perf_counter()
        found = candidates(made, CONFIG)
        paired = time.perf_counter()
        wanted = [(places[a], places[b]) for a, b in found.pairs]
        tasks = [(path, wanted[at : at + BUNDLE]) for at in range(0, len(wanted), BUNDLE)]
        verdicts = [verdict for chunk in pool.imap(compared, tasks) for verdict in chunk]
        judged = time.perf_counter()
        told = stories(made, verdicts, Decisions(), {})
        grouped = time.perf_counter()
    height = sum(
        resource.getrusage(who).ru_maxrss * share
        for who, share in ((resource.RUSAGE_SELF, 1), (resource.RUSAGE_CHILDREN, workers))
    )
    return Stage(
        count,
        signing,
        paired - begun,
        judged - paired,
        grouped - judged,
        len(wanted),
        len(told),
        height / 1024,
    )


def _signed(
    pool: "multiprocessing.pool.Pool", count: int, path: str
) -> tuple[list[Signature], dict[str, Place], float]:
    """All signatures, where each article lies, and the seconds it took to sign them, the making of texts left out."""
    made: list[Signature] = []
    places: dict[str, Place] = {}
    source, taken, size = articles(count), 0.0, 0
    with Path(path).open("wb") as store:
        while batch := list(islice(source, 20 * CHUNK)):
            encoded = [msgspec.msgpack.encode(article) for article in batch]
            for article, data in zip(batch, encoded, strict=True):
                places[article.id] = (size, len(data))
                size += store.write(data)
            begun = time.perf_counter()
            chunks = [encoded[at : at + CHUNK] for at in range(0, len(encoded), CHUNK)]
            made.extend(
                msgspec.msgpack.decode(held, type=Signature)
                for chunk in pool.imap(signed, chunks)
                for held in chunk
            )
            taken += time.perf_counter() - begun
    return made, places, taken


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-n", "--number", type=int, default=20_000)
    parser.add_argument("-w", "--workers", type=int, default=2)
    arguments = parser.parse_args()
    texts = list(articles(COMPARED))
    words = sum(len(block.text.split()) for article in texts for block in article.blocks) / len(
        texts
    )
    ours(texts[:100])
    own, plain, batched = ours(texts), theirs(texts, batched=False), theirs(texts, batched=True)
    print(
        f"signing and grouping {len(texts)} articles of {words:.0f} words, seconds of CPU: newsgen {own:.2f}"
    )
    print(
        f"  datasketch {plain:.2f} (ratio {plain / own:.1f}); with update_batch {batched:.2f} (ratio {batched / own:.1f})"
    )
    small, large = (
        stage(arguments.number // 10, arguments.workers),
        stage(arguments.number, arguments.workers),
    )
    for found in (small, large):
        total = found.signing + found.pairing + found.comparing + found.grouping
        parts = f"signing {found.signing:.1f}, pairing {found.pairing:.1f}, comparing {found.comparing:.1f}, grouping {found.grouping:.1f}"
        print(
            f"{found.articles} articles: {total:.1f} s ({parts}); {found.pairs} pairs, {found.stories} stories, at most {found.memory:.0f} MB"
        )
    growth = (sum(large[1:5]) / large.articles) / (sum(small[1:5]) / small.articles)
    print(f"seconds an article, {large.articles} against {small.articles}: {growth:.2f}")


if __name__ == "__main__":
    main()
