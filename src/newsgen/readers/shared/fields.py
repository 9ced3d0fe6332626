"""Reads what a container states, under whatever names, as hints.

The names are a table (`rules/fields.toml`); those that the site maps itself go before it. A value
of the wrong shape (a list where one text is meant, a day that is in no calendar) is a fault of that
one field, and the other fields are read.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

import msgspec

from newsgen.model import Hints
from newsgen.readers.shared.rules import rules
from newsgen.readers.shared.values import LISTED, LONGEST, Value, flat, people, says_nothing, tags
from newsgen.text.encoding import tidy

REPEATED = 2_000
"""Characters of all keys of a container up to which their meaning is remembered: the files of an
archive mostly state the same keys."""

RECURRING = 200
"""Characters of a value up to which its meaning is remembered: outlets, authors and days come again
and again."""

REMEMBERED_KEY = 64
"""Characters of a key up to which its plain form is remembered: no name of a field is longer."""


class FieldFault(NamedTuple):
    """A value that was not read: the key as its container writes it, why, and what to do."""

    key: str
    message: str
    hint: str


class Fields(NamedTuple):
    """The hints read, the bodies (`text`, `html`) where the container holds them, and the faults met."""

    hints: Hints
    text: str
    html: str
    faults: tuple[FieldFault, ...]


FieldValue = str | tuple[str, ...]
"""The value of a field of `Hints`; empty where the container states none."""

Values = list[tuple[str, Value]]
"""What the container states under the keys of one field, each value with its key, in order of trust."""

Faults = list[FieldFault]
"""What was not read so far: a reading adds to it."""

Own = tuple[tuple[str, str], ...]
"""The site's own columns: pairs of name and field."""

Reading = Callable[[str, Values, Faults], FieldValue]
"""How the values of one field are read: gives the field's value, and adds to the list what could
not be read."""

KeyTable = dict[str, tuple[str, ...]]
"""Field → the plain keys that state it, in order of trust."""


class FieldKeys(NamedTuple):
    """A field of `Hints`, how its values are read, and its keys in order of trust."""

    field: str
    reading: Reading
    keys: tuple[str, ...]


def fields(
    stated: Mapping[str, Value], table: str, own: Iterable[tuple[str, str]], base: Hints
) -> Fields:
    """The fields that a container states. `table` names its table (`front_matter` or `dump`), `own`
    are the site's (name, field).

    `base` are the hints where the container states nothing.

    >>> stated = {"Headline": "Talks", "author": "Anna Lind and Per Holm"}
    >>> fields(stated, "front_matter", (), Hints()).hints.byline
    ('Anna Lind', 'Per Holm')
    """
    sorted_keys = _sorted_keys if _are_few(stated) else _sorted_keys.__wrapped__
    read: dict[str, FieldValue] = {}
    faults: Faults = []
    for field, reading, keys in sorted_keys(tuple(stated), table, tuple(own)):
        first = stated[keys[0]]
        recurs = len(keys) == 1 and isinstance(first, str) and len(first) <= RECURRING
        if recurs and reading in _REMEMBERED:
            value, met = _remembered(reading, field, keys[0], first)
            faults.extend(met)
        else:
            value = reading(field, [(key, stated[key]) for key in keys], faults)
        if value:
            read[field] = value
    text = read.pop("text", "")
    html = read.pop("html", "")
    return Fields(
        msgspec.structs.replace(base, **read),
        text if isinstance(text, str) else "",
        html if isinstance(html, str) else "",
        tuple(faults),
    )


def field_names(table: str) -> list[str]:
    """The fields that a container of this table can state, `text` and `html` among them.

    >>> "byline" in field_names("front_matter"), "text" in field_names("dump")
    (True, True)
    """
    return list(_tables()[table])


def plain_key(key: str) -> str:
    """A key as the tables hold it: without case, hyphens, underscores and spaces.

    >>> plain_key("Publish_Date"), plain_key("publishDate")
    ('publishdate', 'publishdate')
    """
    return _plain_key(key) if len(key) <= REMEMBERED_KEY else key


@lru_cache(maxsize=4096)
def _plain_key(key: str) -> str:
    joined = key.translate(_NO_JOINTS)
    return joined.lower()


def known(keys: Iterable[str], table: str) -> int:
    """How many of `keys` name a field of `table`, or a setting that says nothing of the article
    (layout, draft).

    >>> known(["title", "layout", "x"], "front_matter")
    2
    """
    listed = tuple(keys)
    count = _known_among if _are_few(listed) else _known_among.__wrapped__
    return count(listed, table)


def has_body(keys: Iterable[str], own: Iterable[tuple[str, str]]) -> bool:
    """True where one of the columns of a table holds a text.

    >>> has_body(["id", "Content"], ()), has_body(["id", "title"], ())
    (True, False)
    """
    names = {plain_key(key) for key in keys}
    return any(
        field in ("text", "html") and not names.isdisjoint(keys_)
        for field, _, keys_ in _table_keys("dump", tuple(own))
    )


def is_draft(stated: Mapping[str, Value]) -> bool:
    """True where front matter says that the article is not to be published.

    >>> is_draft({"draft": "true"}), is_draft({"status": "published"}), is_draft({"published": False})
    (True, False, True)
    """
    draft_keys = _draft_keys if _are_few(stated) else _draft_keys.__wrapped__
    telling = draft_keys(tuple(stated))
    return any(_says(stated[key], values) for key, values in telling)


def _line(field: str, values: Values, faults: Faults) -> str:
    """The first value that says something, as one line of text."""
    for key, value in values:
        text = flat(value)
        if text is None:
            message = f"{key} not read – a list stands where one text is meant"
            faults.append(FieldFault(key, message, "give one value"))
        elif len(text) > LONGEST:
            message = f"{key} not read – {len(text):,} characters are no {field}"
            faults.append(FieldFault(key, message, "shorten it"))
        elif text:
            return text
    return ""


def _date(field: str, values: Values, faults: Faults) -> str:
    """The first date, as stated; a number of seconds or milliseconds since 1970 as ISO 8601."""
    for key, value in values:
        text = flat(value) or ""
        if text.lower() in ("true", "false"):  # Jekyll's `published: false` is no date
            continue
        if epoch := _EPOCH.fullmatch(text):
            return datetime.datetime.fromtimestamp(int(epoch[1]), tz=datetime.UTC).isoformat()
        line = _line(field, [(key, value)], faults)
        day = _DAY.match(text)
        if day and not _is_in_calendar(day):
            message = f"{key} not read – there is no day {day[0]}"
            faults.append(FieldFault(key, message, "write a day that is in the calendar"))
        elif line:
            return line
    return ""


def _is_in_calendar(day: re.Match[str]) -> bool:
    """True for a day that there is: 2021-02-31 is none."""
    year, month, number = map(int, day.groups())
    try:
        datetime.date(year, month, number)
    except ValueError:
        return False
    return True


def _address(field: str, values: Values, faults: Faults) -> str:
    """The first absolute address."""
    absolute: Values = []
    for key, value in values:
        text = flat(value) or ""
        if _HTTP.match(text):
            absolute.append((key, value))
    return _line(field, absolute, faults)


def _aliases(_: str, values: Values, __: Faults) -> tuple[str, ...]:
    """Old addresses; `url` and `permalink` too where they are paths of the old site and no patterns
    (`/:categories/:title/`)."""
    aliases: list[str] = []
    for key, value in values:
        is_own = plain_key(key) in ("url", "permalink")
        entries = value[:LISTED] if isinstance(value, (list, tuple)) else [value]
        for entry in entries:
            text = flat(entry) or ""
            is_path = text.startswith("/") and ":" not in text
            is_alias = is_path if is_own else bool(text)
            if is_alias and len(text) <= LONGEST:
                aliases.append(text)
    return tuple(dict.fromkeys(aliases))


def _byline(_: str, values: Values, __: Faults) -> tuple[str, ...]:
    """The names in the first value that holds any."""
    for _key, value in values:
        names = people(value)
        if names and max(map(len, names)) <= LONGEST:
            return names
    return ()


def _tags(_: str, values: Values, __: Faults) -> tuple[str, ...]:
    """The tags of all values together."""
    every: dict[str, None] = {}
    for _key, value in values:
        every.update(dict.fromkeys(tags(value)))
    return tuple(every)


def _outlet(field: str, values: Values, faults: Faults) -> str:
    """The first outlet; of an outlet that is stated as an address, the host."""
    name = _line(field, values, faults)
    host = _HOST.match(name)
    if host:
        return host[1].lower()
    return name


def _body(_: str, values: Values, __: Faults) -> str:
    """The first text, tidy: one that stands in an object, or a list of paragraphs, too."""
    for _key, value in values:
        stated = _body_in(value) if isinstance(value, Mapping) else value
        if isinstance(stated, list):
            stated = "\n\n".join([part for part in stated if isinstance(part, str)])
        if isinstance(stated, str) and not says_nothing(stated):
            return tidy(stated)
    return ""


def _body_in(value: Mapping[str, Value]) -> Value:
    """The text under that key of an object which holds it (`rendered` in WordPress)."""
    for key in ("rendered", "html", "value", "text"):
        if key in value:
            return value[key]
    return ""


_READINGS: dict[str, Reading] = {
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
"""How the values of a field are read; those of other fields are read by `_line`."""
_REMEMBERED = frozenset((_date, _byline, _outlet))
"""Readings that take longer than it takes to look up what they gave before."""

_NO_JOINTS = str.maketrans("", "", "-_ ")
_HTTP = re.compile(r"https?://\S+$", re.IGNORECASE)
_EPOCH = re.compile(r"(\d{9,10})(?:\d{3})?(?:\.\d+)?")
_HOST = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})/?$", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?!\d)")


@cache
def _tables() -> dict[str, KeyTable]:
    """The tables of `rules/fields.toml`: of each its fields, and of each field the plain keys in
    order of trust."""
    tables: dict[str, KeyTable] = {}
    for name, table in rules("fields").items():
        tables[name] = {field: tuple(map(plain_key, keys)) for field, keys in table.items()}
    return tables


@cache
def _known_keys(table: str) -> frozenset[str]:
    """The plain keys that tell front matter from other text: those of `table`, and settings."""
    keys: set[str] = set()
    for name in (table, "settings"):
        for of_field in _tables()[name].values():
            keys.update(of_field)
    return frozenset(keys)


def _says(value: Value, texts: tuple[str, ...]) -> bool:
    """True for a value that is one of `texts`, whatever its case."""
    text = str(value).strip()
    return text.lower() in texts


@lru_cache(maxsize=256)
def _known_among(keys: tuple[str, ...], table: str) -> int:
    """How many of `keys` are known, for few keys that come again and again."""
    known_keys = _known_keys(table)
    plain_keys = map(plain_key, keys)
    return sum(key in known_keys for key in plain_keys)


@lru_cache(maxsize=256)
def _draft_keys(keys: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Those of `keys` that can mark a draft, each with the values that do."""
    table = _tables()["drafts"]
    telling = []
    for key in keys:
        values = table.get(plain_key(key)) if isinstance(key, str) else None
        if values:
            telling.append((key, values))
    return telling


@lru_cache(maxsize=4096)
def _remembered(
    reading: Reading, field: str, key: str, value: Value
) -> tuple[FieldValue, tuple[FieldFault, ...]]:
    """What a reading gives for one value, and the faults in it."""
    faults: Faults = []
    read = reading(field, [(key, value)], faults)
    return read, tuple(faults)


@cache
def _table_keys(table: str, own: Own) -> tuple[FieldKeys, ...]:
    """The fields of `table` with all their keys, those of the site before the built-in ones."""
    mapped: dict[str, tuple[str, ...]] = {}
    for name, field in own:
        mapped[field] = (*mapped.get(field, ()), plain_key(name))
    rows = []
    for field, built_in in _tables()[table].items():
        reading = _READINGS.get(field, _line)
        keys = mapped.get(field, ()) + built_in
        rows.append(FieldKeys(field, reading, keys))
    return tuple(rows)


class _KeyPlace(NamedTuple):
    """Where a key stands in the table: the number of its field, and its rank among the keys of that field."""

    field: int
    rank: int


@cache
def _places(table: str, own: Own) -> dict[str, list[_KeyPlace]]:
    """The places of each plain key: a key may name several fields."""
    places: dict[str, list[_KeyPlace]] = {}
    rows = _table_keys(table, own)
    for number, row in enumerate(rows):
        for rank, key in enumerate(row.keys):
            place = _KeyPlace(number, rank)
            places.setdefault(key, []).append(place)
    return places


def _are_few(keys: Iterable[str]) -> bool:
    """True where the keys of a container are short enough together to be remembered."""
    return len("".join(keys)) <= REPEATED


@lru_cache(maxsize=256)
def _sorted_keys(stated: tuple[str, ...], table: str, own: Own) -> list[FieldKeys]:
    """The fields that a container with the keys `stated` has, in the order of the table, each with
    its keys in order of trust."""
    rows = _table_keys(table, own)
    placed = _placed(stated, table, own)
    fields_ = []
    for number, of_field in groupby(placed, key=_field_number):
        keys = tuple([key for _, key in of_field])
        fields_.append(rows[number]._replace(keys=keys))
    return fields_


def _placed(stated: tuple[str, ...], table: str, own: Own) -> Sequence[tuple[_KeyPlace, str]]:
    """Those of `stated` that are in the table, by their places; of two keys that are the same but
    for case and joints, the last."""
    places = _places(table, own)
    names = {plain_key(key): key for key in stated if isinstance(key, str)}
    placed: list[tuple[_KeyPlace, str]] = []
    for plain, key in names.items():
        of_key = places.get(plain, ())
        placed.extend((place, key) for place in of_key)
    return sorted(placed)


def _field_number(placed: tuple[_KeyPlace, str]) -> int:
    """The number of the field that a placed key belongs to."""
    place, _ = placed
    return place.field
