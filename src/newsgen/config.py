"""`newsgen.toml` → one frozen struct for each stage. Every key has a default, so the file may be absent.

Unknown keys are refused with file, key path and the nearest known key. A stage is handed its own
table, never the whole configuration. Order of precedence: flags, `NEWSGEN_*` variables, file,
defaults.
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
"""The configuration's file, in the source folder of a site."""
ARTICLES = "seeds"
"""The articles' folder, in the source folder of a site."""
PREFIX = "NEWSGEN_"
"""What the name of an environment variable that sets a key begins with."""
LIKE = 0.5
"""How alike (difflib's ratio, 0 to 1) a known name must be to be suggested for an unknown one."""
LISTED = 12
"""How many known names a message lists where none is like the unknown one."""

Tree = dict[str, Any]
"""The tables of a TOML file."""


class Branch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the configuration: frozen; unknown keys are refused."""


class ReadersConfig(Branch, frozen=True):
    """How containers are read. `fields` maps a column of a dump (JSONL, JSON, CSV) to one of
    newsgen's fields, and is looked at before the built-in names; `drafts` reads drafts too."""

    fields: dict[str, str] = {}
    drafts: bool = False


class LineRule(Branch, frozen=True):
    """An archivist's own rule on lines: lines of `outlet` (of every outlet where empty) in which
    `pattern`, a regular expression, is found are kept (`keep = true`) or cut."""

    pattern: str
    outlet: str = ""
    keep: bool = False


class CleanConfig(Branch, frozen=True):
    """How raw text becomes a record. `outlet` and `lang` are the defaults where the text has none.

    `timezone` is the archive's clock, an IANA name. A time that a text states is converted to this
    clock, which also decides its day; a time without a zone is taken to be on it. While it is UTC,
    a time from 22:00 to 4:00 without a zone leaves the day open, and only month or year is kept.

    `day_first` reads 03/04/2021 as 3 April. If it is unset, such a date stays unknown unless the
    text's language, or the zone beside the time, settles it."""

    outlet: str = ""
    lang: str = ""
    timezone: str = "UTC"
    day_first: bool | None = None
    rules: tuple[LineRule, ...] = ()


class DedupeConfig(Branch, frozen=True):
    """How copies are found. `merge = false` makes every article a story of its own."""

    merge: bool = True


class EnrichConfig(Branch, frozen=True):
    """How topics are found. `find = false` leaves an article the topics it was given (its tags) and
    no others. A topic gets a page if it has at least `stories` stories (0 means: 1 in an archive
    below 1,000 stories, else 3). An article has at most `most` topics (the average is 4), so that a
    list of names does not become 80 topics."""

    find: bool = True
    stories: int = 0
    most: int = 16


class PlanConfig(Branch, frozen=True):
    """How much a page shows: `page_size` entries on a list page, `feed_size` entries in the newest
    feed, `newest` entries on the home page."""

    page_size: int = 100
    feed_size: int = 50
    newest: int = 20


class Config(Branch, frozen=True):
    """The whole `newsgen.toml`. `base_url` ends in a slash; without it feeds, sitemap and canonical
    links are left out, never guessed."""

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
    """The configuration of the site at `source`.

    The site's file comes first; `NEWSGEN_KEY__PATH` variables of the `environment` go before it,
    and `--set key.path=value` settings before those. Raises UsageError naming file, key path and
    the nearest known key.
    """
    path = source / FILE
    tree = toml(path) if path.is_file() else {}
    _put_environment(tree, environment)
    for name, value in settings.items():
        _put(tree, name.split("."), value, f"--set {name}")
    chosen = checked(tree, Config, path)
    _refuse_wrong_values(chosen, path)
    if not chosen.base_url or chosen.base_url.endswith("/"):
        return chosen
    return msgspec.structs.replace(chosen, base_url=chosen.base_url + "/")


def toml(path: Path) -> Tree:
    """The tables of a TOML file. Raises UsageError, with the line if the TOML is not valid."""
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


def checked(tree: Tree, kind: type[T], path: Path) -> T:
    """The tables `tree` of the file at `path` as a record of type `kind`.

    Raises UsageError for an unknown key and for a wrong type, with the path of the key. The
    nearest known key is named too, but not for a key inside a list of tables.
    """
    _refuse_unknown(tree, kind, path, ())
    try:
        return msgspec.convert(tree, kind, strict=False)
    except msgspec.ValidationError as error:
        reason = str(error).replace(" - at `$", " – at `")
        raise UsageError(f"{path}: {reason} – see the documented type of that key") from None


def nearest(name: str, known: list[str]) -> str:
    """A clause for an error message: the known name most like `name`, else the first known names.

    >>> nearest("titel", ["title", "lang"]), nearest("x", ["title", "lang"])
    ("did you mean 'title'?", 'known: lang, title')
    """
    close = difflib.get_close_matches(name, known, n=1, cutoff=LIKE)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"known: {', '.join(sorted(known)[:LISTED])}"


def _put_environment(tree: Tree, environment: Mapping[str, str]) -> None:
    """Put the variables whose first key is one of `Config`; leave other `NEWSGEN_*` variables alone."""
    for name, value in environment.items():
        if not name.startswith(PREFIX):
            continue
        keys = name.removeprefix(PREFIX).lower().split("__")
        if keys[0] in Config.__struct_fields__:
            _put(tree, keys, value, name)


def _put(tree: Tree, keys: list[str], value: str, where: str) -> None:
    """Put a value at its key path; what is not TOML is taken as text."""
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


def _refuse_wrong_values(chosen: Config, path: Path) -> None:
    """Raise UsageError for a value that has the right type and still cannot be."""
    if chosen.base_url and not chosen.base_url.startswith(("http://", "https://")):
        raise UsageError(
            f"{path}: base_url is {chosen.base_url!r}"
            " – an address begins with https:// or http:// – write it whole"
        )
    if not _is_zone(chosen.clean.timezone):
        raise UsageError(
            f"{path}: clean.timezone is {chosen.clean.timezone!r}"
            " – no such time zone is known – write an IANA name, as Europe/Oslo"
        )


def _is_zone(name: str) -> bool:
    try:
        return name == "UTC" or ZoneInfo(name).key == name
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _refuse_unknown(
    tree: Tree, kind: type[msgspec.Struct], path: Path, parents: tuple[str, ...]
) -> None:
    """Raise UsageError for the first unknown key; `parents` are the keys that lead to `tree`."""
    names = dict(zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True))
    hints = get_type_hints(kind)
    known = {encoded: hints[name] for name, encoded in names.items()}
    for key, value in tree.items():
        key_path = (*parents, key)
        if key not in known:
            hint = nearest(key, list(known))
            raise UsageError(f"{path}: unknown key {'.'.join(key_path)!r} – {hint}")
        if isinstance(value, dict) and _is_struct(known[key]):
            _refuse_unknown(value, known[key], path, key_path)


def _is_struct(hint: object) -> bool:
    return isinstance(hint, type) and issubclass(hint, msgspec.Struct)
