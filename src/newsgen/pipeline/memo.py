"""The memo: results of stages are kept under a key of what they were made from, and made again only
when that key changes.

A key is a row of 8-byte digests, one for each input that `Kind.inputs` names, so that it also says
*which* input changed. When newsgen itself changes, the whole cache is emptied (`open_memo`).
"""

import hashlib
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

import msgspec

from newsgen.catalogue import Kind, Store, Stored
from newsgen.version import __version__

Source = TypeVar("Source")
Kept = TypeVar("Kept")

PART = 8
"""Bytes of a key for each input. Two inputs that differ have the same 8 bytes once in 10^19 times."""
BLOCK = 4096
"""Records that are put at a time. Their ids come in no order, so each put touches pages all over the
database: few large puts are cheaper."""
NEW = "nothing was kept of it"
FORGOTTEN = "what was cached is forgotten (--full)"
PROGRAM_CHANGED = "newsgen itself changed"
PROGRAM = "program"
"""The fact under which the store keeps the digest of the program that filled it."""

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
encoded = _ENCODER.encode
"""A record as bytes for the store. Equal records have equal bytes."""


class Wanted(NamedTuple, Generic[Source]):
    """A record that this run needs: its id, the key it must have, and what it is made from."""

    id: str
    key: bytes
    source: Source


class Made(NamedTuple):
    """What a stage made: a value, and a body that went through `compressed` (empty: it has none).

    `beside` are records of other kinds that were made on the way. They are put first, so that a
    build which is killed in between makes them again with this one."""

    id: str
    value: bytes = b""
    body: bytes = b""
    beside: tuple[tuple[Kind, Stored], ...] = ()


class Outcome(NamedTuple, Generic[Kept]):
    """What became of one wanted record: it was `made`, or the kept one still holds (`made` is None;
    `kept` is what `holds` gave for it)."""

    id: str
    kept: Kept | None
    made: Made | None


class _Waiting(NamedTuple, Generic[Kept]):
    """A record whose outcome has not been handed out yet."""

    id: str
    key: bytes
    fresh: bool
    kept: Kept | None


class Outdated(NamedTuple):
    """Ids that must be made (`stale`), and ids that are kept and no longer wanted (`gone`)."""

    stale: list[str]
    gone: list[str]


class Memo:
    """Keeps records in a store, finds out which of them are out of date, and has those made again.

    `why` answers afterwards which input made it so.
    """

    def __init__(self, store: Store, *, emptied: str = "", recording: bool = False) -> None:
        """`emptied` says why nothing is kept, where the store was just emptied; with `recording`
        the reasons are remembered for `why`."""
        self.store = store
        self._emptied = emptied
        self._reasons: dict[tuple[str, str], str] | None = {} if recording else None

    def outdated(self, kind: Kind, wanted: Mapping[str, bytes]) -> Outdated:
        """Compare the keys that are `wanted`, by id, with those that are kept."""
        before = self.store.keys(kind.name)
        stale = [record_id for record_id, key in wanted.items() if before.get(record_id) != key]
        gone = [record_id for record_id in before if record_id not in wanted]
        return Outdated(stale, gone)

    def refresh(
        self,
        kind: Kind,
        wanted: Iterable[Wanted[Source]],
        make: Callable[[Iterator[Source]], Iterable[Made]],
    ) -> int:
        """Bring the records of a kind up to date, as `outcomes` does; how many were made."""
        return sum(
            outcome.made is not None for outcome in self.outcomes(kind, wanted, make, always)
        )

    def outcomes(
        self,
        kind: Kind,
        wanted: Iterable[Wanted[Source]],
        make: Callable[[Iterator[Source]], Iterable[Made]],
        holds: Callable[[Source], Kept | None],
        *,
        keep: bool = True,
    ) -> Iterator[Outcome[Kept]]:
        """Bring the records of a kind up to date; the outcome for each that is wanted, in order.

        `make` is handed the sources of the records that are out of date, one after the other as
        they come up, and gives a result for each. A record with the right key is out of date all
        the same where `holds` gives None for its source. Without `keep` nothing is put. Draw all
        outcomes: the last records are put when the last outcome has been drawn.
        """
        before = self.store.keys(kind.name)
        waiting: deque[_Waiting[Kept]] = deque()

        def stale() -> Iterator[Source]:
            for one in wanted:
                known = before.get(one.id)
                same = known == one.key
                kept = holds(one.source) if same else None
                fresh = kept is not None
                waiting.append(_Waiting(one.id, one.key, fresh, kept))
                if not fresh:
                    self._note(kind, one.id, known, one.key)
                    yield one.source

        made_by_id: dict[str, Made] = {}
        block = _Block(self.store, kind, keep=keep)
        for made in make(stale()):
            made_by_id[made.id] = made
            yield from _settled(waiting, made_by_id, block)
        yield from _settled(waiting, made_by_id, block)
        block.put()

    def forget_others(self, kind: Kind, wanted: Container[str]) -> None:
        """Forget all records of a kind that are not wanted."""
        gone = [record_id for record_id in self.store.keys(kind.name) if record_id not in wanted]
        self.store.forget(kind.name, gone)

    def why(self, kind: Kind, record_id: str) -> str:
        """Why a record was made again in this run; empty where it was left as it was."""
        return (self._reasons or {}).get((kind.name, record_id), "")

    def _note(self, kind: Kind, record_id: str, known: bytes | None, wanted: bytes) -> None:
        if self._reasons is not None:
            changed = self._emptied or reason(kind, known, wanted)
            self._reasons[kind.name, record_id] = changed


class _Block:
    """Outcomes that are to be put together."""

    def __init__(self, store: Store, kind: Kind, *, keep: bool) -> None:
        self._store = store
        self._kind = kind
        self._keep = keep
        self._records: dict[str, list[Stored]] = {}
        self._count = 0

    def add(self, key: bytes, made: Made) -> None:
        """Take what was made, and put all that was taken once there is enough of it."""
        if not self._keep:
            return
        for kind, stored in made.beside:
            self._records.setdefault(kind.name, []).append(stored)
        own = self._records.setdefault(self._kind.name, [])
        own.append(Stored(made.id, key, made.value, made.body))
        self._count += 1 + len(made.beside)
        if self._count >= BLOCK:
            self.put()

    def put(self) -> None:
        """Put what was taken, the records of other kinds first."""
        own = self._records.pop(self._kind.name, [])
        for kind, records in self._records.items():
            self._store.put(kind, records)
        if own:
            self._store.put(self._kind.name, own)
        self._records = {}
        self._count = 0


def _settled(
    waiting: deque[_Waiting[Kept]], made_by_id: dict[str, Made], block: _Block
) -> Iterator[Outcome[Kept]]:
    """The outcomes that are known by now, in the order in which they were wanted."""
    while waiting and (waiting[0].fresh or waiting[0].id in made_by_id):
        record_id, key_, fresh, kept = waiting.popleft()
        made = None if fresh else made_by_id.pop(record_id)
        if made is not None:
            block.add(key_, made)
        yield Outcome(record_id, kept, made)


def always(_: object) -> bool:
    """For `Memo.outcomes`: a record with the right key holds, whatever it was made from."""
    return True


def open_memo(store: Store, *, full: bool, recording: bool) -> Memo:
    """The memo over `store`. The store is emptied first where `full` asks for it, and where another
    program filled it: then no record in it can be trusted."""
    filled_by = store.facts().get(PROGRAM)
    emptied = ""
    if full or filled_by != program():
        emptied = "" if filled_by is None else FORGOTTEN if full else PROGRAM_CHANGED
        store.clear()
        store.note(PROGRAM, program())
    return Memo(store, emptied=emptied, recording=recording)


def key(*parts: object) -> bytes:
    """The key of a record that is made from `parts`, one for each input of its kind.

    >>> key("a", 1) == key("a", 1), key("a", 1) == key("a", 2)
    (True, False)
    """
    return b"".join(map(_digest, parts))


def keyed(*shared: object) -> Callable[..., bytes]:
    """A function that makes the keys of many records which have their first inputs in common.

    >>> of = keyed("configuration")
    >>> of("text") == key("configuration", "text")
    True
    """
    common = key(*shared)
    return lambda *parts: common + key(*parts)


def reason(kind: Kind, before: bytes | None, now: bytes) -> str:
    """Which inputs differ between two keys of a kind, in words.

    >>> from newsgen.catalogue.kinds import VERDICT
    >>> reason(VERDICT, key("c", "a", "b"), key("c", "a", "x"))
    'the second article changed'
    """
    if before is None:
        return NEW
    changed = [
        f"the {name}"
        for number, name in enumerate(kind.inputs)
        if before[number * PART : (number + 1) * PART] != now[number * PART : (number + 1) * PART]
    ]
    return f"{' and '.join(changed)} changed" if changed else "it was changed outside newsgen"


@lru_cache(maxsize=1)
def program() -> bytes:
    """A digest of newsgen's own code and tables (the version, and each file's name, size and time),
    so that a changed rule spoils all that it made."""
    package = Path(__file__).parents[1]
    return hashlib.blake2b(encoded((__version__, list(_stamps(package)))), digest_size=16).digest()


def _digest(part: object) -> bytes:
    return hashlib.blake2b(encoded(part), digest_size=PART).digest()


def _stamps(folder: Path) -> Iterable[tuple[str, int, int]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            stat = path.stat()
            yield str(path.relative_to(folder)), stat.st_size, stat.st_mtime_ns
