"""Every name that a built-in template uses is there: templates checked against their view records
without rendering."""

import tomllib
import typing
from pathlib import Path

import jinja2
import pytest
from markupsafe import Markup
from template_names import Checked, Trees, checked, checked_macro, macro_names

from newsgen.render import VIEWS
from newsgen.render.provenance import FieldView
from newsgen.render.shared_views import ListRowView
from newsgen.render.story import StoryView
from newsgen.render.templates import BUILTIN, Site, theme

THEME = theme(None)
EVERY_PAGE = {"site": Site, "root": str, "header": Markup, "footer": Markup}
"""What each page template is given beside its view, with the types."""

CHROME = {"site": Site, "root": str, "section": str}
"""What the header and the footer are given, with the types."""

WRONG = tomllib.loads((Path(__file__).parent / "cases/wrong_names.toml").read_text("utf-8"))


def view_of(template):
    """The record of the view of a page template."""
    return typing.get_type_hints(VIEWS[template].make)["return"]


TREES: Trees = {}
"""The syntax trees of the built-in theme."""


def check(template) -> Checked:
    """What the checker says of a template of the built-in theme."""
    if template == "row.html":
        return checked_macro(THEME, "row.html.row", [ListRowView], TREES)
    if template == "fields.html":
        return checked_macro(THEME, "fields.html.fields", [tuple[FieldView, ...]], TREES)
    if template in {"header.html", "footer.html"}:
        return checked(THEME, template, CHROME, TREES)
    return checked(THEME, template, {**EVERY_PAGE, "view": view_of(template)}, TREES)


TEMPLATES = sorted({*VIEWS, "row.html", "fields.html", "header.html", "footer.html"})


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_uses_only_names_that_it_is_given(template):
    """No template asks for a field that its view record lacks, and none for a value of unknown type."""
    result = check(template)
    assert result.faults == ()
    assert result.unresolved == ()


def test_every_template_and_macro_is_walked():
    """The checker reaches the whole theme: each template, and each macro with the types that it is
    called with."""
    seen = frozenset().union(*[check(template).seen for template in TEMPLATES])
    sources = [path.name for path in BUILTIN.iterdir() if path.suffix != ".css"]
    parts = {"row.html", "fields.html", "parts.html"}
    assert set(sources) - parts <= seen
    assert set(macro_names(THEME, sources)) <= seen


@pytest.mark.parametrize("template", [*TEMPLATES, "base.html", "parts.html"])
def test_no_attribute_of_the_theme_can_be_misspelt(template):
    """Whichever attribute of a built-in template is misspelt, the checker finds it."""
    pages = TEMPLATES if template in {"base.html", "parts.html"} else [template]
    check(pages[0])
    for attribute in TREES[template].find_all(jinja2.nodes.Getattr):
        name = attribute.attr
        attribute.attr = f"{name}_misspelt"
        assert any(check(page).faults for page in pages), f"{template}:{attribute.lineno}: {name}"
        attribute.attr = name


def check_wrong(source, others) -> Checked:
    """What the checker says of a page template of a story with this source."""
    loader = jinja2.DictLoader({"main.html": source, **others})
    environment = jinja2.Environment(loader=loader, autoescape=True)
    environment.filters["plural"] = THEME.filters["plural"]
    return checked(environment, "main.html", {**EVERY_PAGE, "view": StoryView})


@pytest.mark.parametrize("name", WRONG["fault"])
def test_a_misspelt_name_is_caught(name):
    """A name that a record lacks is a fault that names the record, in whatever construct it is used."""
    case = WRONG["fault"][name]
    result = check_wrong(case["template"], case.get("others", {}))
    assert list(result.faults) == [case["expected"]]


@pytest.mark.parametrize("name", WRONG["right"])
def test_the_right_name_is_none_the_worse(name):
    """The same constructs with names that exist are no faults."""
    case = WRONG["right"][name]
    result = check_wrong(case["template"], case.get("others", {}))
    assert result.faults == result.unresolved == ()


@pytest.mark.parametrize("name", WRONG["unresolved"])
def test_what_cannot_be_resolved_is_counted(name):
    """An attribute of a value of unknown type is no fault, but it is not passed over in silence."""
    case = WRONG["unresolved"][name]
    result = check_wrong(case["template"], case.get("others", {}))
    assert result.faults == ()
    assert list(result.unresolved) == [case["expected"]]
