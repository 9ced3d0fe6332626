"""What the memo asks of the place where records are kept, so that another store can take its place."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol


class Stored(NamedTuple):
    """A record to keep: its id, the key of what it was made from, its value, and a body that went
    through `compressed` (empty: it has none)."""

    id: str
    key: bytes
    value: bytes = b""
    body: bytes = b""


class Store(Protocol):
    """Keeps records by kind (a name of `KINDS`) and id. Only the process that builds writes."""

    def keys(self, kind: str) -> dict[str, bytes]:
        """The key of every record of a kind, by id."""
        ...

    def get(self, kind: str, record_id: str) -> bytes:
        """The value of one record. Raises KeyError where there is none."""
        ...

    def body(self, record_id: str, *kinds: str) -> bytes:
        """The body of the record with this id, of the first of `kinds` that has one.

        Raises KeyError where none has.
        """
        ...

    def all(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """The value of every record of a kind as (id, value), by id."""
        ...

    def put(self, kind: str, records: Iterable[Stored]) -> None:
        """Keep records of a kind, all of them or none; they replace those with the same ids."""
        ...

    def forget(self, kind: str, ids: Iterable[str]) -> None:
        """Drop records of a kind; an id that is not there is passed over."""
        ...

    def facts(self) -> Mapping[str, bytes]:
        """The single values that are kept beside the records, by name."""
        ...

    def note(self, name: str, value: bytes) -> None:
        """Keep a single value."""
        ...

    def clear(self) -> None:
        """Forget everything."""
        ...
