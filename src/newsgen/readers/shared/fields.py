"""What a container states, under whatever names, → hints. The names are a table (`rules/fields.toml`), the site's own map goes before it.

A value of the wrong shape (a list where text is meant, a day that is none) is a fault of that one field; the rest stands.
"""

import datetime
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain, groupby
from typing import NamedTuple

import msgspec

from newsgen.model import Hints
from newsgen.readers.shared.values import LISTED, LONGEST, Value, flat, people, says_nothing, tags
from newsgen.text.encoding import tidy

REPEATED = 2_000
"""Characters of all keys of a container up to which their meaning is remembered: the files of an archive mostly state the same ones."""

RECURRING = 200
"""Characters of a value up to which its meaning is remembered: outlets, authors and days come again and again."""


class Fault(NamedTuple):
    """A value that was not read: the key as its container writes it, why, and what to do."""

    key: str
    message: str
    hint: str


class Fields(NamedTuple):
    """The hints read, the bodies (`text`, `html`) where the container holds them, the faults met."""

    hints: Hints
    text: str
    html: str
    faults: tuple[Fault, ...]


def fields(
    stated: Mapping[str, Value], table: str, own: Iterable[tuple[str, str]], base: Hints
) -> Fields:
    """The fields stated by a container whose names are those of `table` (`front_matter` or `dump`) after the site's `own` (name, field).

    >>> fields({"Headline": "Talks", "author": "Anna Lind and Per Holm"}, "front_matter", (), Hints()).hints.byline
    ('Anna Lind', 'Per Holm')
    """
    laid = _laid if _are_few(stated) else _laid.__wrapped__
    found: dict[str, str | tuple[str, ...]] = {}
    faults: list[Fault] = []
    for field, read, keys in laid(tuple(stated), table, tuple(own)):
        if (
            read in _REMEMBERED
            and len(keys) == 1
            and isinstance(value := stated[keys[0]], str)
            and len(value) <= RECURRING
        ):
            meant, wrong = _meant(read, field, keys[0], value)
            found.update(meant)
            faults.extend(wrong)
        else:
            read(field, [(key, stated[key]) for key in keys], found, faults)
    text, html = found.pop("text", ""), found.pop("html", "")
    hints = msgspec.structs.replace(
        base, **{field: value for field, value in found.items() if value}
    )
    return Fields(
        hints,
        text if isinstance(text, str) else "",
        html if isinstance(html, str) else "",
        tuple(faults),
    )


def plain_key(key: str) -> str:
    """A key as the tables hold it: without case, hyphens, underscores and spaces.

    >>> plain_key("Publish_Date"), plain_key("publishDate")
    ('publishdate', 'publishdate')
    """
    return _plain_key(key) if len(key) <= 64 else key


@lru_cache(maxsize=4096)
def _plain_key(key: str) -> str:
    return key.translate(_NO_JOINTS).lower()


def known(keys: Iterable[str], table: str) -> int:
    """How many of `keys` name a field of `table`, or a setting that says nothing of the article (layout, draft)."""
    listed = tuple(keys)
    return (_known_among if _are_few(listed) else _known_among.__wrapped__)(listed, table)


def has_body(keys: Iterable[str], own: Iterable[tuple[str, str]]) -> bool:
    """True where one of the columns of a table holds a text.

    >>> has_body(["id", "Content"], ()), has_body(["id", "title"], ())
    (True, False)
    """
    names = {plain_key(key) for key in keys}
    return any(
        field in ("text", "html") and not names.isdisjoint(wanted)
        for field, _, wanted in _wanted("dump", tuple(own))
    )


def is_draft(stated: Mapping[str, Value]) -> bool:
    """True where front matter says that the article is not to be published.

    >>> is_draft({"draft": "true"}), is_draft({"status": "published"}), is_draft({"published": False})
    (True, False, True)
    """
    telling = _telling if _are_few(stated) else _telling.__wrapped__
    return any(str(stated[key]).strip().lower() in says for key, says in telling(tuple(stated)))


Values = list[tuple[str, Value]]
Found = dict[str, str | tuple[str, ...]]
Reading = Callable[[str, Values, Found, list[Fault]], None]
Wanted = tuple[str, Reading, tuple[str, ...]]


def _line(field: str, values: Values, found: Found, faults: list[Fault]) -> None:
    for key, value in values:
        text = flat(value)
        if text is None:
            faults.append(
                Fault(
                    key, f"{key} not read – a list stands where one text is meant", "give one value"
                )
            )
        elif len(text) > LONGEST:
            faults.append(
                Fault(
                    key, f"{key} not read – {len(text):,} characters are no {field}", "shorten it"
                )
            )
        elif text:
            found[field] = text
            return


def _date(field: str, values: Values, found: Found, faults: list[Fault]) -> None:
    for key, value in values:
        text = flat(value)
        if text and text.lower() in ("true", "false"):  # Jekyll's `published: false` is no date
            continue
        if text and (moment := _EPOCH.fullmatch(text)):
            found[field] = datetime.datetime.fromtimestamp(
                int(moment[1]), tz=datetime.UTC
            ).isoformat()
            return
        _line(field, [(key, value)], found, faults)
        if not text:
            continue
        if (day := _DAY.match(text)) and not _in_calendar(*map(int, day.groups())):
            found.pop(field, None)
            faults.append(
                Fault(
                    key,
                    f"{key} not read – there is no day {day[0]}",
                    "write a day that is in the calendar",
                )
            )
        if field in found:
            return


def _in_calendar(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _address(field: str, values: Values, found: Found, faults: list[Fault]) -> None:
    absolute = [(key, value) for key, value in values if _HTTP.match(flat(value) or "")]
    _line(field, absolute, found, faults)


def _aliases(field: str, values: Values, found: Found, _: list[Fault]) -> None:
    """Old addresses; `url` and `permalink` too where they are paths of the old site and no patterns (`/:categories/:title/`)."""
    stated: list[str] = []
    for key, value in values:
        texts = [
            flat(item) or ""
            for item in (value[:LISTED] if isinstance(value, (list, tuple)) else [value])
        ]
        own = plain_key(key) in ("url", "permalink")
        stated.extend(
            text
            for text in texts
            if text and len(text) <= LONGEST and (not own or (text[0] == "/" and ":" not in text))
        )
    found[field] = tuple(dict.fromkeys(stated))


def _byline(field: str, values: Values, found: Found, _: list[Fault]) -> None:
    found[field] = next(
        (
            names
            for _key, value in values
            if (names := people(value)) and max(map(len, names)) <= LONGEST
        ),
        (),
    )


def _tags(field: str, values: Values, found: Found, _: list[Fault]) -> None:
    found[field] = tuple(
        dict.fromkeys(chain.from_iterable([tags(value) for _key, value in values]))
    )


def _outlet(field: str, values: Values, found: Found, faults: list[Fault]) -> None:
    _line(field, values, found, faults)
    if isinstance(name := found.get(field), str) and (host := _HOST.match(name)):
        found[field] = host[1].lower()


def _body(field: str, values: Values, found: Found, _: list[Fault]) -> None:
    for _key, stated in values:
        value = (
            next(
                (stated[key] for key in ("rendered", "html", "value", "text") if key in stated), ""
            )
            if isinstance(stated, Mapping)
            else stated
        )
        text = (
            "\n\n".join(item for item in value if isinstance(item, str))
            if isinstance(value, list)
            else value
        )
        if isinstance(text, str) and not says_nothing(text):
            found[field] = tidy(text)
            return


_READ: dict[str, Reading] = {
    "url": _address,
    "aliases": _aliases,
    "date": _date,
    "modified": _date,
    "byline": _byline,
    "outlet": _outlet,
    "tags": _tags,
    "text": _body,
    "html": _body,
}
_REMEMBERED = frozenset((_date, _byline, _outlet))
"""Readings that take longer than it takes to remember them."""

_NO_JOINTS = str.maketrans("", "", "-_ ")
_HTTP = re.compile(r"https?://\S+$", re.IGNORECASE)
_EPOCH = re.compile(r"(\d{9,10})(?:\d{3})?(?:\.\d+)?")
_HOST = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})/?$", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?!\d)")


@cache
def _tables() -> dict[str, dict[str, tuple[str, ...]]]:
    tables = tomllib.loads(
        files("newsgen.readers").joinpath("rules/fields.toml").read_text("utf-8")
    )
    return {
        name: {field: tuple(map(plain_key, keys)) for field, keys in table.items()}
        for name, table in tables.items()
    }


@cache
def _known(table: str) -> frozenset[str]:
    return frozenset(
        key for name in (table, "settings") for keys in _tables()[name].values() for key in keys
    )


@lru_cache(maxsize=256)
def _known_among(keys: tuple[str, ...], table: str) -> int:
    return sum(plain_key(key) in _known(table) for key in keys)


@lru_cache(maxsize=256)
def _telling(keys: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Those of `keys` that can tell a draft, each with the values that do."""
    table = _tables()["drafts"]
    return tuple(
        (key, says) for key in keys if isinstance(key, str) and (says := table.get(plain_key(key)))
    )


@lru_cache(maxsize=4096)
def _meant(
    read: Reading, field: str, key: str, value: str
) -> tuple[tuple[tuple[str, str | tuple[str, ...]], ...], tuple[Fault, ...]]:
    """What one value gives for a field, and the faults in it."""
    found: Found = {}
    faults: list[Fault] = []
    read(field, [(key, value)], found, faults)
    return tuple(found.items()), tuple(faults)


@cache
def _wanted(table: str, own: tuple[tuple[str, str], ...]) -> tuple[Wanted, ...]:
    mapped = {
        field: tuple(plain_key(name) for name, target in own if target == field) for _, field in own
    }
    return tuple(
        (field, _READ.get(field, _line), (*mapped.get(field, ()), *keys))
        for field, keys in _tables()[table].items()
    )


@cache
def _places(table: str, own: tuple[tuple[str, str], ...]) -> dict[str, list[tuple[int, int]]]:
    """Of each key the number of its field among those wanted, and its rank among the keys of that one."""
    places: dict[str, list[tuple[int, int]]] = {}
    for number, (_, _, keys) in enumerate(_wanted(table, own)):
        for rank, key in enumerate(keys):
            places.setdefault(key, []).append((number, rank))
    return places


def _are_few(keys: Iterable[str]) -> bool:
    return len("".join(keys)) <= REPEATED


@lru_cache(maxsize=256)
def _laid(stated: tuple[str, ...], table: str, own: tuple[tuple[str, str], ...]) -> list[Wanted]:
    """The fields that a container with the keys `stated` has, in the order of the table, each with its keys by rank."""
    names = {plain_key(key): key for key in stated if isinstance(key, str)}
    wanted, places = _wanted(table, own), _places(table, own)
    met = sorted(
        [(place, key) for plain, key in names.items() if plain in places for place in places[plain]]
    )
    return [
        (*wanted[number][:2], tuple([key for _, key in keys]))
        for number, keys in groupby(met, key=_number)
    ]


def _number(met: tuple[tuple[int, int], str]) -> int:
    return met[0][0]
