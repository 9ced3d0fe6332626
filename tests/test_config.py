"""`newsgen.toml`: what is refused and in which words, what goes before what, what is documented."""

import re
from pathlib import Path

import msgspec
import pytest

from newsgen.config import FILE, Config, config, nearest, toml
from newsgen.errors import UsageError

DOCUMENT = (Path(__file__).resolve().parent.parent / "docs" / "config.md").read_text("utf-8")
ZONE = "write an IANA name, as Europe/Oslo"
TYPE = "see the documented type of that key"


def read(folder: Path, text: str) -> Config:
    """The configuration of a site whose `newsgen.toml` holds `text`."""
    (folder / FILE).write_text(text, encoding="utf-8")
    return config(folder, {}, {})


def test_a_site_without_a_file_has_the_defaults(tmp_path):
    """An absent file, an empty one and a comment are the same."""
    assert config(tmp_path, {}, {}) == Config()
    assert read(tmp_path, "") == Config()
    assert read(tmp_path, "# later\n") == Config()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titel = 'x'", "unknown key 'titel' – did you mean 'title'?"),
        ("[plan]\npage_sise = 5", "unknown key 'plan.page_sise' – did you mean 'page_size'?"),
        ("[clean]\ntime_zone = 'UTC'", "unknown key 'clean.time_zone' – did you mean 'timezone'?"),
        ("[dedupe]\nzzz = 1", "unknown key 'dedupe.zzz' – known: merge"),
        (
            "[[clean.rules]]\npatern = 'x'",
            f"Object contains unknown field `patern` – at `.clean.rules[0]` – {TYPE}",
        ),
        (
            "[[clean.rules]]\noutlet = 'x'",
            f"Object missing required field `pattern` – at `.clean.rules[0]` – {TYPE}",
        ),
        (
            "[plan]\npage_size = 'many'",
            f"Expected `int`, got `str` – at `.plan.page_size` – {TYPE}",
        ),
        ("title = 5", f"Expected `str`, got `int` – at `.title` – {TYPE}"),
        ("plan = 5", f"Expected `object`, got `int` – at `.plan` – {TYPE}"),
        (
            "base_url = 'example.org'",
            "base_url is 'example.org' – an address begins with https:// or http:// – write it whole",
        ),
        (
            "[clean]\ntimezone = 'Mars'",
            f"clean.timezone is 'Mars' – no such time zone is known – {ZONE}",
        ),
    ],
)
def test_a_wrong_key_or_value_is_refused(tmp_path, text, message):
    """The message names the file, the path of the key, and the nearest key or the right type."""
    with pytest.raises(UsageError) as refusal:
        read(tmp_path, text)
    assert str(refusal.value) == f"{tmp_path / FILE}: {message}"


@pytest.mark.parametrize("zone", ["europe/oslo", "../etc/passwd", "/etc/localtime", ""])
def test_only_a_name_of_the_time_zone_database_is_a_time_zone(tmp_path, zone):
    """Another spelling, or a path out of the database, is refused."""
    with pytest.raises(UsageError, match=r"clean\.timezone"):
        read(tmp_path, f"[clean]\ntimezone = '{zone}'")


def test_a_file_that_is_no_toml_is_refused_with_its_line(tmp_path):
    """The message says which line to mend."""
    with pytest.raises(UsageError, match=r"newsgen\.toml: not valid TOML – .*line 2.* – mend that"):
        read(tmp_path, "title = 'x'\nlang = \n")


def test_a_file_in_another_encoding_is_refused(tmp_path):
    """TOML is UTF-8."""
    (tmp_path / FILE).write_bytes("title = 'Größe'".encode("latin-1"))
    with pytest.raises(UsageError, match=r"newsgen\.toml: not UTF-8 – TOML files are – save it as"):
        config(tmp_path, {}, {})


def test_a_byte_order_mark_is_no_fault(tmp_path):
    """Some editors write one."""
    (tmp_path / FILE).write_bytes(b"\xef\xbb\xbftitle = 'x'")
    assert config(tmp_path, {}, {}).title == "x"


def test_a_file_that_cannot_be_opened_is_refused(tmp_path):
    """The message has the system's reason."""
    with pytest.raises(UsageError, match="cannot be read – Is a directory – check its permissions"):
        toml(tmp_path)


@pytest.mark.parametrize(
    ("environment", "settings", "place"),
    [
        ({"NEWSGEN_TITLE": "x"}, {"title.name": "y"}, "--set title.name"),
        ({"NEWSGEN_TITLE": "x", "NEWSGEN_TITLE__NAME": "y"}, {}, "NEWSGEN_TITLE__NAME"),
    ],
)
def test_a_key_below_a_value_is_refused(tmp_path, environment, settings, place):
    """The message names the option or the variable that asks for it."""
    with pytest.raises(UsageError) as refusal:
        config(tmp_path, environment, settings)
    reason = "'title' is no table – a value stands there – name a key inside a table"
    assert str(refusal.value) == f"{place}: {reason}"


FLAG = {"plan.page_size": "30"}
VARIABLE = {"NEWSGEN_PLAN__PAGE_SIZE": "20"}


@pytest.mark.parametrize(
    ("text", "environment", "settings", "size"),
    [
        ("", {}, {}, 100),
        ("[plan]\npage_size = 10", {}, {}, 10),
        ("[plan]\npage_size = 10", VARIABLE, {}, 20),
        ("", VARIABLE, {}, 20),
        ("[plan]\npage_size = 10", VARIABLE, FLAG, 30),
        ("[plan]\npage_size = 10", {}, FLAG, 30),
        ("", VARIABLE, FLAG, 30),
    ],
)
def test_flags_go_before_the_environment_before_the_file_before_defaults(
    tmp_path, text, environment, settings, size
):
    """Whatever of them is there; and what one of them sets leaves the other keys as they are."""
    (tmp_path / FILE).write_text(text + "\nfeed_size = 7" if text else "", encoding="utf-8")
    chosen = config(tmp_path, environment, settings).plan
    assert (chosen.page_size, chosen.feed_size) == (size, 7 if text else 50)


def test_a_variable_of_another_kind_is_not_read(tmp_path):
    """`NEWSGEN_REQUIRE_BROWSER` is for the tests; a variable without the prefix is not newsgen's."""
    environment = {"NEWSGEN_REQUIRE_BROWSER": "1", "TITLE": "x", "PLAN__PAGE_SIZE": "5"}
    assert config(tmp_path, environment, {}) == Config()


def test_a_setting_is_toml_where_it_can_be(tmp_path):
    """A truth value is one; what is not TOML is taken as text."""
    settings = {"clean.day_first": "true", "title": "The Daily: an archive", "lang": '"de"'}
    chosen = config(tmp_path, {}, settings)
    assert (chosen.clean.day_first, chosen.title, chosen.lang) == (
        True,
        "The Daily: an archive",
        "de",
    )
    with pytest.raises(UsageError, match=r"got `str` – at `\.clean\.day_first`"):
        config(tmp_path, {}, {"clean.day_first": "perhaps"})


def test_a_base_url_ends_in_a_slash(tmp_path):
    """Addresses are joined to it."""
    assert read(tmp_path, "base_url = 'https://example.org/a'").base_url == "https://example.org/a/"
    assert read(tmp_path, "base_url = 'http://example.org/'").base_url == "http://example.org/"


def test_the_nearest_names_are_few():
    """Where no name is like the unknown one, a message lists twelve at most."""
    names = [f"key{number:02d}" for number in range(50)]
    assert nearest("zzz", names) == f"known: {', '.join(names[:12])}"
    assert nearest("kei07", names) == "did you mean 'key07'?"


def flat(tree: dict[str, object], parents: str = "") -> dict[str, object]:
    """The values of nested tables by the path of their keys."""
    values: dict[str, object] = {}
    for key, value in tree.items():
        if isinstance(value, dict) and f"## [{parents}{key}]" in DOCUMENT:
            values |= flat(value, f"{parents}{key}.")
        else:
            values[f"{parents}{key}"] = value
    return values


def documented() -> dict[str, str]:
    """The default of each key of docs/config.md, as it is printed there, by the key's path."""
    defaults = {}
    for section in re.split(r"^(?=## \[)", DOCUMENT, flags=re.MULTILINE):
        heading = re.match(r"## \[([a-z.]+)\]\n", section)
        if section.startswith("## [["):
            continue  # the keys of a list of tables: the list's own default is in its parent
        parents = f"{heading[1]}." if heading else ""
        for key, default in re.findall(r"^\| `(\w+)` \| .* \| (.*) \|$", section, re.MULTILINE):
            defaults[parents + key] = default
    return defaults


def test_every_default_is_documented():
    """docs/config.md has each key with the default of the code."""
    defaults = flat(msgspec.to_builtins(Config()))
    printed = {
        path: "none" if value in (None, {}, [], ()) else f"`{msgspec.json.encode(value).decode()}`"
        for path, value in defaults.items()
    }
    assert documented() == printed
