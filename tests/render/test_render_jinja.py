"""Themes: a site's own templates go first, the built-in ones stand in, and every change is noticed."""

import importlib
import re
import tomllib
from pathlib import Path

import jinja2
import msgspec
import pytest
from invented import SITE, invented
from markupsafe import Markup

from newsgen.config import Config
from newsgen.plan import pages
from newsgen.render import VIEWS, digest, forget_templates
from newsgen.render import page as rendered
from newsgen.render.jinja import Theme
from newsgen.render.templates import BUILTIN, theme

ARCHIVE, LIBRARY = invented()
SETTING = tomllib.loads((Path(__file__).parent / "cases/setting.toml").read_text("utf-8"))


def shown(path, templates=None, config=SITE):
    """The bytes of the page at `path`."""
    return rendered(
        next(page for page in pages(ARCHIVE, config) if page.path == path),
        LIBRARY,
        config,
        templates,
    )


def test_every_template_has_a_view():
    """Each page template of the built-in theme is one that the plan can ask for, and the other way
    round."""
    parts = {
        "base.html",
        "parts.html",
        "row.html",
        "fields.html",
        "header.html",
        "footer.html",
        "style.css",
    }
    assert {path.name for path in BUILTIN.iterdir()} - parts == set(VIEWS)


def test_the_page_on_themes_names_every_template_and_view():
    """What a theme can replace, and what it is given, is documented, template by template."""
    page = (Path(__file__).parents[2] / "docs/themes.md").read_text("utf-8")
    assert [path.name for path in BUILTIN.iterdir() if f"`{path.name}`" not in page] == []
    views = re.findall(r"`(\w+)\.(\w+View|Frame)`", page)
    assert len(views) > 12
    assert all(
        hasattr(importlib.import_module(f"newsgen.render.{module}"), name) for module, name in views
    )


def test_a_sites_own_template_goes_first(tmp_path):
    """A template of the site replaces the built-in one of that name; the rest of the theme stays."""
    (tmp_path / "footer.html").write_text("<footer><p>Ours</p></footer>")
    assert b"<footer><p>Ours</p></footer>" in shown("index.html", tmp_path)
    assert b"Skip to the text" in shown("index.html", tmp_path)
    assert b"Ours" not in shown("index.html")


def test_a_sites_own_stylesheet_goes_first(tmp_path):
    """The stylesheet is published as it is, also where it holds what a template engine would read."""
    (tmp_path / "style.css").write_bytes("a { content: '{{ x }}' } /* ü */\n".encode())
    assert shown("style.css", tmp_path) == "a { content: '{{ x }}' } /* ü */\n".encode()


def test_the_digest_changes_with_any_template(tmp_path):
    """A new, changed or removed template gives another digest; a folder that is not there counts as
    none."""
    built_in = digest(None)
    assert digest(tmp_path / "none") == built_in
    (tmp_path / "footer.html").write_text("one")
    one = digest(tmp_path)
    (tmp_path / "footer.html").write_text("two")
    two = digest(tmp_path)
    (tmp_path / "footer.html").unlink()
    assert len({built_in, one, two}) == 3
    assert digest(tmp_path) == built_in


def test_a_changed_template_is_read_once_templates_are_forgotten(tmp_path):
    """A process goes on with the templates that it compiled, until it is told to forget them."""
    (tmp_path / "footer.html").write_text("<footer>one</footer>")
    assert b"<footer>one</footer>" in shown("index.html", tmp_path)
    (tmp_path / "footer.html").write_text("<footer>two</footer>")
    assert b"<footer>one</footer>" in shown("index.html", tmp_path)
    forget_templates()
    assert b"<footer>two</footer>" in shown("index.html", tmp_path)


def test_a_template_cannot_use_what_it_is_not_shown():
    """An unknown name in a template stops the build instead of vanishing from the page."""
    with pytest.raises(jinja2.UndefinedError):
        theme(None).from_string("{{ view.unknown }}").render(view=object())


def test_without_a_base_url_nothing_is_canonical():
    """Canonical links need the address of the site; without it they are left out."""
    assert b'rel="canonical"' in shown("about.html")
    assert b'rel="canonical"' not in shown("about.html", config=Config(title="x"))


@pytest.mark.parametrize(
    ("base", "href"),
    [
        ("https://example.org/", "/style.css"),
        ("https://example.org/a/b/", "/a/b/style.css"),
        ("", "style.css"),
    ],
)
def test_the_page_for_a_missing_address_links_from_the_root(base, href):
    """Shown at any address, the page for a missing one finds the stylesheet by the path of the site."""
    page = shown("404.html", config=msgspec.structs.replace(SITE, base_url=base))
    assert f'<link rel="stylesheet" href="{href}">'.encode() in page


def test_a_former_address_leads_on():
    """A redirect names its target relatively, as refresh, as link and, with a base URL, as canonical."""
    page = shown("topic/fog/index.html")
    assert b'<meta http-equiv="refresh" content="0; url=../harbours/index.html">' in page
    assert b'<a href="../harbours/index.html">' in page
    assert b'<link rel="canonical" href="https://example.org/topic/harbours/index.html">' in page


def test_what_was_removed_has_its_anchor():
    """An address of a removed story leads to its line on the page of the removed."""
    assert b"url=../../../removed.html#h0000000000g0" in shown(
        "2020/01/01/gone-sh0000000000g0.html"
    )
    assert b'id="h0000000000g0"' in shown("removed.html")


def test_the_archives_own_language_marks_its_name():
    """A title in the archive's language is marked where the theme speaks another."""
    page = shown("index.html", config=msgspec.structs.replace(SITE, title="أرشيف", lang="ar"))
    assert b'<a class="name" lang="ar" dir="rtl"' in page


@pytest.mark.parametrize("name", SETTING)
def test_a_template_renders_as_in_plain_jinja(name):
    """Whatever a theme uses of Jinja, compiling it for speed changes no byte."""
    names = {
        "a": "x < y",
        "b": Markup("<b>"),
        "rows": ["1", "<2>"],
        "n": 7,
        "m": {"key": "v <", "items": "x"},
    }
    plain = jinja2.Environment(
        loader=jinja2.DictLoader(SETTING[name]), autoescape=True, undefined=jinja2.StrictUndefined
    )
    assert Theme(jinja2.DictLoader(SETTING[name]), {}).get_template("main.html").render(
        names
    ) == plain.get_template("main.html").render(names)


def test_a_theme_may_render_rows_with_all_that_jinja_knows(tmp_path):
    """What compiling for speed cannot do in a macro is done as Jinja does it: here a row that looks
    an attribute up in a dictionary."""
    (tmp_path / "row.html").write_text(
        "{% macro row(row) %}{% set own = {'said': row.title} %}"
        "<h3><a href='{{ row.href }}'>{{ own.said }}</a></h3>{% endmacro %}"
    )
    assert b"<h3><a href='2" in shown("index.html", tmp_path)


def test_an_unknown_name_is_an_error_that_names_it():
    """The words for what is wrong are Jinja's, and name the attribute."""
    theme = Theme(
        jinja2.DictLoader({"main.html": "{% block one %}{{ view.unknown }}{% endblock %}"}), {}
    )
    with pytest.raises(jinja2.UndefinedError, match="has no attribute 'unknown'"):
        theme.get_template("main.html").render(view=object())
