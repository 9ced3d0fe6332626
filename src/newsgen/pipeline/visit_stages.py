"""What a worker does when it visits a chunk of files: read them, clean the articles in them, sign
these, and hand back what is to be kept.

A chunk at a time, because cleaning and signing thirty texts together takes a third to a half of the
time that it takes one by one. What is made of a file does not depend on the files beside it.
"""

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from newsgen import clean, dedupe, readers
from newsgen.catalogue import Stored, compressed
from newsgen.catalogue.identity import Item, minted
from newsgen.catalogue.kinds import ARTICLE
from newsgen.config import CleanConfig, Config
from newsgen.decisions import ArticleDecision
from newsgen.dedupe import Signature
from newsgen.model import Article, Card, Problem, Raw, Record
from newsgen.pipeline.inputs import File
from newsgen.pipeline.memo import Made, encoded, keyed
from newsgen.pipeline.worker import Job

TOGETHER = 8 * 1024 * 1024
"""Bytes of files that are read together at most (a larger file is read alone): thirty files of 64 MB
would fill 2 GB."""
NO_REPEATS = b""
T = TypeVar("T")


class Task(Record, frozen=True):
    """A file to survey. `known` is the id to use for its article, if the file holds one article and
    the ledger knows it (else empty)."""

    file: File
    known: str


class Survey(Record, frozen=True):
    """What a file holds: its items, and the problems met in reading it."""

    items: tuple[Item, ...]
    problems: tuple[Problem, ...]


class Order(Record, frozen=True):
    """An item to clean: its file and part, its id, the repeat bucket of each of its lines (a byte
    each), the decision on it, and the key under which the article is kept."""

    file: File
    part: str
    id: str
    repeats: bytes
    decision: ArticleDecision | None
    key: bytes


class Filed(msgspec.Struct, frozen=True):
    """What is kept of an article beside its text: its card and signature (None where no article was
    made of the item), and the problems met. `FiledCard` and `FiledSignature` read parts of it."""

    card: Card | None
    problems: tuple[Problem, ...]
    signature: Signature | None


class FiledCard(msgspec.Struct, frozen=True):
    """`Filed`, read without its signature."""

    card: Card | None
    problems: tuple[Problem, ...]


class FiledSignature(msgspec.Struct, frozen=True):
    """`Filed`, read for its signature alone."""

    signature: Signature | None


def survey(job: Job, tasks: Sequence[Task]) -> list[Made]:
    """Stage: read files of one article each; the survey of each file. An article whose body is
    trusted is cleaned at once, and stands beside the survey."""
    parts = _cut(tasks, [task.file.size for task in tasks])
    return [made for part in parts for made in _survey(job, part)]


def clean_files(job: Job, orders: Sequence[Order]) -> list[Made]:
    """Stage: read files of one article each again and clean them, knowing repeats and decisions."""
    results: list[Made] = []
    for part in _cut(orders, [order.file.size for order in orders]):
        raws = [_read(job, order) for order in part]
        pairs = [(raw, order) for raw, order in zip(raws, part, strict=True) if raw]
        cleaned = iter(clean_items(job, pairs))
        for raw, order in zip(raws, part, strict=True):
            results.append(next(cleaned) if raw else file_changed(order))
    return results


def clean_items(job: Job, pairs: Sequence[tuple[Raw, Order]]) -> list[Made]:
    """Stage: clean items that were read, and sign their articles."""
    assignments = [
        clean.Assignment(raw, order.id, order.repeats, order.decision or clean.NO_DECISION)
        for raw, order in pairs
    ]
    results = clean.articles(assignments, job.config.clean)
    articles = [article for article, _ in results if article]
    signatures = iter(dedupe.signatures(articles, job.config.dedupe))
    filed = []
    for (_, order), (article, problems) in zip(pairs, results, strict=True):
        card = clean.card(article) if article else None
        signature = next(signatures) if article else None
        filed.append(_file(order, article, Filed(card, problems, signature)))
    return filed


def survey_item(job: Job, one: Raw | Problem) -> Item | Problem:
    """Stage: what a survey notes of an item that was read; a problem met in reading as it is."""
    return one if isinstance(one, Problem) else item_of(one, job.config.clean)


def item_of(raw: Raw, config: CleanConfig) -> Item:
    """What is known of an item before it is cleaned, with a digest of each of its lines."""
    digests = () if raw.hints.trusted else clean.line_digests(raw)
    return Item(
        name=raw.origin.path,
        part=raw.origin.part,
        digest=raw.origin.digest,
        stated=raw.hints.id,
        outlet=raw.hints.folder or raw.hints.outlet or config.outlet,
        lines=struct.pack(f"<{len(digests)}Q", *digests),
    )


def line_digests(item: Item) -> tuple[int, ...]:
    """The digest of each line of an item."""
    return struct.unpack(f"<{len(item.lines) // 8}Q", item.lines)


def article_keys(
    config: Config,
) -> Callable[[Item, str, bytes, ArticleDecision | None], bytes]:
    """A function that makes the key of an article from its item, its id, the repeats of its lines,
    and the decision on it."""
    return keyed((config.clean, config.dedupe))


def file_changed(order: Order) -> Made:
    """What is kept of an item that was surveyed and is not there any more when it is cleaned."""
    changed = Problem(
        level="error",
        where=order.file.name,
        code="changed",
        message="not read – the file changed while it was read",
        hint="build again",
    )
    return _file(order, None, Filed(None, (changed,), None))


def _survey(job: Job, tasks: Sequence[Task]) -> list[Made]:
    key_of = article_keys(job.config)
    surveys: list[Survey] = []
    trusted: list[list[tuple[Raw, Order]]] = []
    for task in tasks:
        parts = list(readers.read(task.file.path, task.file.name, job.config.readers))
        raws = [part for part in parts if isinstance(part, Raw)]
        items = tuple([item_of(raw, job.config.clean) for raw in raws])
        problems = tuple([part for part in parts if isinstance(part, Problem)])
        surveys.append(Survey(items, problems))
        trusted.append(
            [
                (raw, _trusted_order(task, item, key_of))
                for raw, item in zip(raws, items, strict=True)
                if raw.hints.trusted and not item.stated
            ]
        )
    cleaned = iter(clean_items(job, [pair for pairs in trusted for pair in pairs]))
    results = []
    for task, one, pairs in zip(tasks, surveys, trusted, strict=True):
        beside = tuple([(ARTICLE, _stored(order, next(cleaned))) for _, order in pairs])
        results.append(Made(task.file.name, encoded(one), beside=beside))
    return results


def _trusted_order(task: Task, item: Item, key_of: Callable[..., bytes]) -> Order:
    """The order for an article whose body is trusted: its id is known before the other files are,
    and no repeat of a line matters to it."""
    article_id = task.known or minted(item.digest)
    key = key_of(item, article_id, NO_REPEATS, None)
    return Order(task.file, item.part, article_id, NO_REPEATS, None, key)


def _stored(order: Order, made: Made) -> Stored:
    return Stored(made.id, order.key, made.value, made.body)


def _cut(sequence: Sequence[T], sizes: Iterable[int]) -> Iterator[Sequence[T]]:
    """`sequence` cut into parts whose `sizes` add up to `TOGETHER`, or to one that is larger."""
    start, total = 0, 0
    for end, size in enumerate(sizes, 1):
        total += size
        if total >= TOGETHER:
            yield sequence[start:end]
            start, total = end, 0
    if start < len(sequence):
        yield sequence[start:]


def _file(order: Order, article: Article | None, filed: Filed) -> Made:
    body = compressed(encoded(article)) if article else b""
    return Made(order.id, encoded(filed), body)


def _read(job: Job, order: Order) -> Raw | None:
    """The item of an order, from its file; None where it is not there any more."""
    for one in readers.read(order.file.path, order.file.name, job.config.readers):
        if isinstance(one, Raw) and one.origin.part == order.part:
            return one
    return None
