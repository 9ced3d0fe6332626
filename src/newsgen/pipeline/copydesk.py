"""The stages of intake, as a worker runs them: read a chunk of files, clean what is in them, sign it.

A chunk at a time, because cleaning and signing thirty texts at once takes a third to a half of the time that they take one by one; what is
made of a file does not depend on the files beside it.
"""

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from newsgen import clean, dedupe, readers
from newsgen.catalogue import Row, packed
from newsgen.decisions import ArticleDecision
from newsgen.dedupe import Signature
from newsgen.model import Article, Card, Problem, Raw, Record
from newsgen.pipeline.identity import Item, minted
from newsgen.pipeline.inputs import File
from newsgen.pipeline.job import Job, encoded, keyed

PORTION = 8 * 1024 * 1024
"""Bytes of files that are read together at most, but for one larger file: thirty of 64 MB would fill 2 GB."""
T = TypeVar("T")


class Task(Record, frozen=True):
    """A file to survey, and the id to use for its article where it holds one and the ledger knows it (else empty)."""

    file: File
    known: str


class Filed(Record, frozen=True):
    """What the catalogue notes of an item that was cleaned, beside its article: the card (None where there is no article in it), the problems
    met, and the signature."""

    card: Card | None
    problems: tuple[Problem, ...]
    signature: Signature | None


class Surveyed(Record, frozen=True):
    """The first pass over a file: its items, and the problems met in reading."""

    items: tuple[Item, ...]
    problems: tuple[Problem, ...]


class Order(Record, frozen=True):
    """An item to clean: its file, its part, its id, the repeat bucket of each line (a byte each), its decision, and its memo key."""

    file: File
    part: str
    id: str
    repeats: bytes
    decision: ArticleDecision | None
    key: bytes


def surveyed(job: Job, tasks: Sequence[Task]) -> list[tuple[bytes, list[Row]]]:
    """Stage: read files of one article each, and clean at once those whose body is trusted: of each file what was surveyed, encoded, and its
    cleaned articles."""
    portions = _portions(tasks, [task.file.size for task in tasks])
    return [found for portion in portions for found in _surveyed(job, portion)]


def cleaned(job: Job, orders: Sequence[Order]) -> list[Row]:
    """Stage: read files of one article each again, and clean them with their repeats and decisions; a row of the catalogue for each order."""
    made: list[Row] = []
    for portion in _portions(orders, [order.file.size for order in orders]):
        read = [(_read(job, order), order) for order in portion]
        rows = iter(cleaned_raw(job, [(raw, order) for raw, order in read if raw]))
        made += [next(rows) if raw else _changed(order) for raw, order in read]
    return made


def cleaned_raw(job: Job, pairs: Sequence[tuple[Raw, Order]]) -> list[Row]:
    """Stage: clean items that were read, and sign their articles; a row of the catalogue for each."""
    assignments = [
        clean.Assignment(raw, order.id, order.repeats, order.decision or clean.NO_DECISION)
        for raw, order in pairs
    ]
    made = clean.articles(assignments, job.config.clean)
    signed = iter(dedupe.signatures([article for article, _ in made if article], job.config.dedupe))
    return [
        _row(order, article, Filed(clean.card(article), problems, next(signed)))
        if article
        else _row(order, None, Filed(None, problems, None))
        for (_, order), (article, problems) in zip(pairs, made, strict=True)
    ]


def memo(job: Job) -> Callable[[Item, str, bytes, ArticleDecision | None], bytes]:
    """What makes the key of everything that an item's article depends on: the item, its id, its repeats, its decision."""
    return keyed("clean", clean.VERSION, job.config.clean, job.config.dedupe)


def listed(job: Job, raw: Raw) -> Item:
    """Stage: the item that was read, with its lines digested."""
    digests = () if raw.hints.trusted else clean.line_digests(raw)
    outlet = raw.hints.folder or raw.hints.outlet or job.config.clean.outlet
    return Item(
        raw.origin.path,
        raw.origin.part,
        raw.origin.digest,
        raw.hints.id,
        outlet,
        struct.pack(f"<{len(digests)}Q", *digests),
    )


def _surveyed(job: Job, tasks: Sequence[Task]) -> list[tuple[bytes, list[Row]]]:
    key_of = memo(job)
    read = [
        list(readers.read(task.file.path, task.file.name, job.config.readers)) for task in tasks
    ]
    wanted: list[tuple[Raw, Order]] = []
    found = []
    for task, parts in zip(tasks, read, strict=True):
        raws = [part for part in parts if isinstance(part, Raw)]
        items = tuple([listed(job, raw) for raw in raws])
        ready = []
        for raw, item in zip(raws, items, strict=True):
            if raw.hints.trusted and not item.stated:
                article_id = task.known or minted(item.digest)
                ready.append(
                    (
                        raw,
                        Order(
                            task.file,
                            item.part,
                            article_id,
                            b"",
                            None,
                            key_of(item, article_id, b"", None),
                        ),
                    )
                )
        found.append(
            (
                encoded(
                    Surveyed(items, tuple([part for part in parts if isinstance(part, Problem)]))
                ),
                len(ready),
            )
        )
        wanted += ready
    rows = iter(cleaned_raw(job, wanted))
    return [(survey_, [next(rows) for _ in range(count)]) for survey_, count in found]


def _portions(items: Sequence[T], sizes: Iterable[int]) -> Iterator[Sequence[T]]:
    """`items` cut where their `sizes` add up to `PORTION`."""
    begun, held = 0, 0
    for place, size in enumerate(sizes, 1):
        held += size
        if held >= PORTION:
            yield items[begun:place]
            begun, held = place, 0
    if begun < len(items):
        yield items[begun:]


def _row(order: Order, article: Article | None, filed: Filed) -> Row:
    return Row(order.id, order.key, encoded(filed), packed(encoded(article)) if article else b"")


def _read(job: Job, order: Order) -> Raw | None:
    """The item of an order, from its file; None where it is there no more."""
    for found in readers.read(order.file.path, order.file.name, job.config.readers):
        if isinstance(found, Raw) and found.origin.part == order.part:
            return found
    return None


def _changed(order: Order) -> Row:
    changed = Problem(
        "error",
        order.file.name,
        "changed",
        "not read – the file changed while it was read",
        "build again",
    )
    return _row(order, None, Filed(None, (changed,), None))
