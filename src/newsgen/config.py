"""`newsgen.toml` → one frozen struct a stage; every default is given, so an absent file is a valid site.

Unknown keys are refused with file, key path and the nearest known key. A stage is handed its own branch, never the tree.
Order of precedence: flags, `NEWSGEN_*` variables, file, defaults.
"""

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from newsgen.errors import UsageError

FILE = "newsgen.toml"
ARTICLES = "seeds"
"""The articles' folder below the source root."""


class Branch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the configuration: frozen, refusing keys it does not know."""


class ReadersConfig(Branch, frozen=True):
    """How containers are read. `fields` maps a column of a dump (JSONL, JSON, CSV) to one of our fields, before the built-in maps;
    `drafts` reads drafts too."""

    fields: dict[str, str] = {}
    drafts: bool = False


class LineRule(Branch, frozen=True):
    """An archivist's own rule on lines: those of `outlet` (all where empty) in which `pattern` (a regular expression) is found are kept
    (`keep = true`) or cut."""

    pattern: str
    outlet: str = ""
    keep: bool = False


class CleanConfig(Branch, frozen=True):
    """How raw text becomes a record. `outlet` and `lang` are the defaults where the text has none; `timezone` is the
    archive's clock, an IANA name: a time read from a text is put on it (so its day is the archive's), one without a zone is taken to be on it;
    while it is UTC, a time from 22:00 to 4:00 that a text prints without a zone leaves the day open, and month or year is all that is kept.
    `day_first` reads 03/04/2021 as 3 April (unset: such dates stay unknown unless the text's language or the zone beside the time settles it)."""

    outlet: str = ""
    lang: str = ""
    timezone: str = "UTC"
    day_first: bool | None = None
    rules: tuple[LineRule, ...] = ()


class DedupeConfig(Branch, frozen=True):
    """How copies are found. `merge` turned off makes every article a story of its own."""

    merge: bool = True


class EnrichConfig(Branch, frozen=True):
    """How topics are found. `find` turned off leaves an article the topics it was given (tags) and no others. A topic has a page from `stories`
    stories on (0: 1 in an archive below 1,000 stories, else 3); an article has at most `most` topics: a bound against lists of names, four times
    what the average story has."""

    find: bool = True
    stories: int = 0
    most: int = 16


class PlanConfig(Branch, frozen=True):
    """Which pages there are: `page_size` entries a list page, `feed_size` entries in the newest feed, `newest` on the home page."""

    page_size: int = 100
    feed_size: int = 50
    newest: int = 20


class Config(Branch, frozen=True):
    """The whole `newsgen.toml`. `base_url` ends in a slash; without it feeds, sitemap and canonical links are left out, never guessed."""

    title: str = "News archive"
    description: str = ""
    base_url: str = ""
    lang: str = "en"
    contact: str = ""
    rights: str = ""
    readers: ReadersConfig = ReadersConfig()
    clean: CleanConfig = CleanConfig()
    dedupe: DedupeConfig = DedupeConfig()
    enrich: EnrichConfig = EnrichConfig()
    plan: PlanConfig = PlanConfig()


T = TypeVar("T", bound=msgspec.Struct)


def config(source: Path, environment: Mapping[str, str], settings: Mapping[str, str]) -> Config:
    """The configuration of the site at `source`: its file, then `NEWSGEN_KEY__PATH` variables, then `--set key.path=value` settings.

    Raises UsageError naming file, key path and the nearest known key.
    """
    path = source / FILE
    tree = toml(path) if path.is_file() else {}
    for name, value in environment.items():
        if (
            name.startswith("NEWSGEN_")
            and (keys := name[8:].lower().split("__"))[0] in Config.__struct_fields__
        ):
            _put(tree, keys, value, name)
    for name, value in settings.items():
        _put(tree, name.split("."), value, f"--set {name}")
    found = checked(tree, Config, path)
    if found.base_url and not found.base_url.startswith(("http://", "https://")):
        raise UsageError(
            f"{path}: base_url is {found.base_url!r} – an address begins with https:// or http:// – write it whole"
        )
    if not _is_zone(found.clean.timezone):
        raise UsageError(
            f"{path}: clean.timezone is {found.clean.timezone!r} – no such time zone is known – write an IANA name, as Europe/Oslo"
        )
    return (
        found
        if found.base_url.endswith("/") or not found.base_url
        else msgspec.structs.replace(found, base_url=found.base_url + "/")
    )


def toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file. Raises UsageError with the line where it cannot be read."""
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: not valid TOML – {error} – mend that line") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not UTF-8 – TOML files are – save it as UTF-8") from None
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read – {error.strerror} – check its permissions"
        ) from None


def checked(tree: dict[str, Any], kind: type[T], path: Path) -> T:
    """`tree` as a `kind`, refusing unknown keys with the nearest known one and wrong types with the key's path."""
    _refuse_unknown(tree, kind, path, ())
    try:
        return msgspec.convert(tree, kind, strict=False)
    except msgspec.ValidationError as error:
        raise UsageError(
            f"{path}: {str(error).replace(' - at `$', ' – at `')} – see the documented type of that key"
        ) from None


def nearest(name: str, known: list[str]) -> str:
    """A clause naming the known name most like `name`: ` – did you mean 'x'?`, or the first known names."""
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(sorted(known)[:12])}"


def _is_zone(name: str) -> bool:
    try:
        return name == "UTC" or ZoneInfo(name).key == name
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _put(tree: dict[str, Any], keys: list[str], value: str, where: str) -> None:
    for key in keys[:-1]:
        tree = tree.setdefault(key, {})
        if not isinstance(tree, dict):
            raise UsageError(
                f"{where}: {key!r} is no table – a value stands there – name a key inside a table"
            )
    try:
        tree[keys[-1]] = tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        tree[keys[-1]] = value


def _refuse_unknown(
    tree: dict[str, Any], kind: type[msgspec.Struct], path: Path, at: tuple[str, ...]
) -> None:
    names = dict(zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True))
    hints = get_type_hints(kind)
    inner = {encoded: hints[name] for name, encoded in names.items()}
    for key, value in tree.items():
        if key not in inner:
            raise UsageError(
                f"{path}: unknown key {'.'.join((*at, key))!r} – {nearest(key, list(inner))}"
            )
        if (
            isinstance(value, dict)
            and isinstance(inner[key], type)
            and issubclass(inner[key], msgspec.Struct)
        ):
            _refuse_unknown(value, inner[key], path, (*at, key))
