"""Templates checked against their view records without being rendered.

The checker walks the syntax tree of a template, with the templates that it extends, includes and
imports from, and gives each expression the type that the view record declares: `view.related` is a
tuple of `RelatedView`, so in `{% for group in view.related %}` the name `group` is one of them, and
`group.heding` is a fault. A macro is walked once for each combination of types that it is called
with.
"""

import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import NoneType, UnionType
from typing import Any, NamedTuple

import msgspec
from jinja2 import Environment, nodes
from jinja2.runtime import LoopContext
from markupsafe import Markup

Type = Any
"""What a value is: a class, or a type such as `tuple[LinkView, ...]`."""

UNKNOWN: Type = object()
"""The type of a value of which nothing is known."""

TEXT_FILTERS = frozenset({"join", "plural", "e", "escape", "upper", "lower", "trim", "title"})
"""Filters whose result is text."""

PLAIN = frozenset({"Const", "TemplateData", "List", "Dict", "Concat", "Test", "Compare", "Not"})
"""Expressions whose parts are checked, while their own type is that of no record."""


class Checked(NamedTuple):
    """What was found in a template.

    `faults`: names that do not exist, as `template:line: what`. `unresolved`: attributes,
    subscripts and loops on values of unknown type, which may hide a fault, in the same form.
    `seen`: the templates and macros (`template.macro`) that were walked.
    """

    faults: tuple[str, ...]
    unresolved: tuple[str, ...]
    seen: frozenset[str]


class _Macro(NamedTuple):
    """A macro, and the template that it is written in."""

    template: str
    node: nodes.Macro


class _Module(NamedTuple):
    """A template that was imported under a name."""

    macros: Mapping[str, _Macro]


Trees = dict[str, nodes.Template]
"""The syntax trees of templates, by name."""


def checked(
    environment: Environment, template: str, names: Mapping[str, Type], trees: Trees | None = None
) -> Checked:
    """What is wrong with a template that is given `names`, of these types.

    `trees` are those of templates that were parsed already, and are added to.
    """
    checker = _Checker(environment, trees)
    checker.template(template, names)
    return checker.checked()


def checked_macro(
    environment: Environment, called: str, arguments: Sequence[Type], trees: Trees | None = None
) -> Checked:
    """What is wrong with a macro (`template.macro`) that is called with arguments of these types."""
    checker = _Checker(environment, trees)
    template, _, macro = called.rpartition(".")
    checker.macro(checker.macros(template)[macro], arguments, {})
    return checker.checked()


class _Checker:
    """Walks templates and notes what it finds. A scope maps each name to its type."""

    def __init__(self, environment: Environment, trees: Trees | None = None) -> None:
        self._environment = environment
        self._trees: Trees = {} if trees is None else trees
        self._faults: dict[str, None] = {}
        self._unresolved: dict[str, None] = {}
        self._seen: set[str] = set()
        self._walked: set[tuple[object, ...]] = set()
        self._where = ""

    def checked(self) -> Checked:
        """What was found."""
        return Checked(tuple(self._faults), tuple(self._unresolved), frozenset(self._seen))

    def template(self, name: str, names: Mapping[str, Type]) -> None:
        """Walk a whole template, and the one that it extends."""
        outer, self._where = self._where, name
        self._seen.add(name)
        scope = {**self._globals(), **names, **self.macros(name)}
        self._walk(self._tree(name).body, scope)
        self._where = outer

    def macros(self, name: str) -> dict[str, _Macro]:
        """The macros of a template, by name."""
        written = self._tree(name).find_all(nodes.Macro)
        return {macro.name: _Macro(name, macro) for macro in written}

    def macro(self, macro: _Macro, arguments: Sequence[Type], named: Mapping[str, Type]) -> None:
        """Walk a macro that is called with arguments of these types, in order and by name."""
        node = macro.node
        key = (macro.template, node.name, tuple(map(str, arguments)), str(named))
        self._seen.add(f"{macro.template}.{node.name}")
        if key in self._walked:
            return
        self._walked.add(key)

        outer, self._where = self._where, macro.template
        scope = {**self._globals(), **self._imports(macro.template), "caller": UNKNOWN}
        given = {**self._arguments(node, scope, arguments), **named}
        scope |= given
        parameters = [parameter.name for parameter in node.args]
        if given.keys() != set(parameters) or len(arguments) > len(parameters):
            self._fault(node, f"macro {node.name} takes {', '.join(parameters)}")
            scope |= {name: UNKNOWN for name in parameters if name not in given}
        self._walk(node.body, scope)
        self._where = outer

    def _arguments(
        self, macro: nodes.Macro, scope: Mapping[str, Type], arguments: Sequence[Type]
    ) -> dict[str, Type]:
        """The parameters of a macro that have a default or are given in order, with their types."""
        parameters = [parameter.name for parameter in macro.args]
        with_default = parameters[len(parameters) - len(macro.defaults) :]
        defaults = [self._type(default, scope) for default in macro.defaults]
        return {
            **dict(zip(with_default, defaults, strict=True)),
            **dict(zip(parameters, arguments, strict=False)),
        }

    # Statements

    def _walk(self, statements: Sequence[nodes.Node], scope: dict[str, Type]) -> None:
        """Walk statements in order; each may give names to those after it."""
        for statement in statements:
            kind = type(statement).__name__
            handler: Callable[[Any, dict[str, Type]], None] = getattr(self, f"_walk_{kind.lower()}")
            handler(statement, scope)

    def _walk_output(self, node: nodes.Output, scope: dict[str, Type]) -> None:
        for expression in node.nodes:
            self._type(expression, scope)

    def _walk_if(self, node: nodes.If, scope: dict[str, Type]) -> None:
        self._type(node.test, scope)
        self._walk(node.body, dict(scope))
        self._walk(node.elif_, scope)
        self._walk(node.else_, dict(scope))

    def _walk_for(self, node: nodes.For, scope: dict[str, Type]) -> None:
        element = self._element(node.iter, self._type(node.iter, scope))
        inner = {**scope, **self._bound(node.target, element), "loop": LoopContext}
        if node.test is not None:
            self._type(node.test, inner)
        self._walk(node.body, inner)
        self._walk(node.else_, dict(scope))

    def _walk_assign(self, node: nodes.Assign, scope: dict[str, Type]) -> None:
        scope |= self._bound(node.target, self._type(node.node, scope))

    def _walk_block(self, node: nodes.Block, scope: dict[str, Type]) -> None:
        self._walk(node.body, dict(scope))

    def _walk_macro(self, node: nodes.Macro, scope: dict[str, Type]) -> None:
        """A macro is walked where it is called."""

    def _walk_extends(self, node: nodes.Extends, scope: dict[str, Type]) -> None:
        self.template(self._name(node.template), scope)

    def _walk_include(self, node: nodes.Include, scope: dict[str, Type]) -> None:
        self.template(self._name(node.template), scope)

    def _walk_import(self, node: nodes.Import, scope: dict[str, Type]) -> None:
        scope[node.target] = _Module(self.macros(self._name(node.template)))

    def _walk_fromimport(self, node: nodes.FromImport, scope: dict[str, Type]) -> None:
        macros = self.macros(self._name(node.template))
        for imported in node.names:
            name, alias = imported if isinstance(imported, tuple) else (imported, imported)
            scope[alias] = macros.get(name, UNKNOWN)
            if name not in macros:
                self._fault(node, f"{self._name(node.template)} has no macro {name}")

    # Expressions

    def _type(self, node: nodes.Node, scope: Mapping[str, Type]) -> Type:
        """The type of an expression, whose parts are checked."""
        kind = type(node).__name__
        if kind in PLAIN:
            self._parts(node, scope)
            return type(node.value) if isinstance(node, nodes.Const) else str
        handler: Callable[[Any, Mapping[str, Type]], Type] = getattr(self, f"_type_{kind.lower()}")
        return handler(node, scope)

    def _parts(self, node: nodes.Node, scope: Mapping[str, Type]) -> None:
        """Check the expressions that another one is made of."""
        for part in node.iter_child_nodes():
            if isinstance(part, nodes.Expr):
                self._type(part, scope)
            else:
                self._parts(part, scope)

    def _type_name(self, node: nodes.Name, scope: Mapping[str, Type]) -> Type:
        if node.name not in scope:
            self._fault(node, f"there is no {node.name} here")
        return scope.get(node.name, UNKNOWN)

    def _type_getattr(self, node: nodes.Getattr, scope: Mapping[str, Type]) -> Type:
        return self._attribute(node, self._type(node.node, scope), node.attr)

    def _type_getitem(self, node: nodes.Getitem, scope: Mapping[str, Type]) -> Type:
        container = _present(self._type(node.node, scope))
        if isinstance(node.arg, nodes.Slice):
            self._parts(node.arg, scope)
            return container
        self._type(node.arg, scope)
        key = node.arg.value if isinstance(node.arg, nodes.Const) else None
        if isinstance(key, str):
            return self._attribute(node, container, key)
        elements = typing.get_args(container)
        if isinstance(key, int) and elements and Ellipsis not in elements:
            return elements[key] if -len(elements) <= key < len(elements) else UNKNOWN
        return str if container is str else self._element(node, container)

    def _type_call(self, node: nodes.Call, scope: Mapping[str, Type]) -> Type:
        called = self._type(node.node, scope)
        arguments = [self._type(argument, scope) for argument in node.args]
        named = {keyword.key: self._type(keyword.value, scope) for keyword in node.kwargs}
        if isinstance(called, _Macro):
            self.macro(called, arguments, named)
            return Markup
        return tuple[int, ...] if called is range else UNKNOWN

    def _type_filter(self, node: nodes.Filter, scope: Mapping[str, Type]) -> Type:
        if node.node is not None:
            self._type(node.node, scope)
        for argument in node.args:
            self._type(argument, scope)
        if node.name not in self._environment.filters:
            self._fault(node, f"there is no filter {node.name}")
        if node.name in TEXT_FILTERS:
            return str
        return int if node.name == "length" else UNKNOWN

    def _type_tuple(self, node: nodes.Tuple, scope: Mapping[str, Type]) -> Type:
        return tuple[tuple(self._type(item, scope) for item in node.items)]  # type: ignore[misc]

    def _type_condexpr(self, node: nodes.CondExpr, scope: Mapping[str, Type]) -> Type:
        self._type(node.test, scope)
        last = self._type(node.expr2, scope) if node.expr2 is not None else str
        return _common(self._type(node.expr1, scope), last)

    def _type_and(self, node: nodes.And, scope: Mapping[str, Type]) -> Type:
        return _common(self._type(node.left, scope), self._type(node.right, scope))

    _type_or = _type_add = _type_sub = _type_and

    # Types

    def _attribute(self, node: nodes.Expr, owner: Type, name: str) -> Type:
        """The type of the attribute `name` of a value of type `owner`."""
        owner = _present(owner)
        if owner is UNKNOWN:
            self._note(self._unresolved, node, f".{name}")
            return UNKNOWN
        if isinstance(owner, _Module):
            if name in owner.macros:
                return owner.macros[name]
        elif isinstance(owner, type) and issubclass(owner, msgspec.Struct):
            if name in owner.__struct_fields__:
                return typing.get_type_hints(owner)[name]
        elif hasattr(typing.get_origin(owner) or owner, name):
            return UNKNOWN
        self._fault(node, f"{getattr(owner, '__name__', owner)} has no {name}")
        return UNKNOWN

    def _element(self, node: nodes.Node, container: Type) -> Type:
        """The type of an element of a container."""
        container = _present(container)
        if container is str:
            return str
        elements = typing.get_args(container)
        if not elements:
            self._note(self._unresolved, node, "an element")
            return UNKNOWN
        kinds = [element for element in elements if element is not Ellipsis]
        return kinds[0] if all(kind == kinds[0] for kind in kinds) else UNKNOWN

    def _bound(self, target: nodes.Node, value: Type) -> dict[str, Type]:
        """The names that are given to a value, or to the elements of a tuple."""
        if isinstance(target, nodes.Name):
            return {target.name: value}
        names = list(target.find_all(nodes.Name))
        elements = [each for each in typing.get_args(_present(value)) if each is not Ellipsis]
        if len(elements) != len(names):
            self._fault(target, f"{len(names)} names for {value}")
            elements = [UNKNOWN] * len(names)
        return {name.name: element for name, element in zip(names, elements, strict=True)}

    # Templates and notes

    def _tree(self, name: str) -> nodes.Template:
        """The syntax tree of a template."""
        if name not in self._trees:
            loader = self._environment.loader
            assert loader is not None
            source = loader.get_source(self._environment, name)[0]
            self._trees[name] = self._environment.parse(source, name)
        return self._trees[name]

    def _name(self, node: nodes.Expr) -> str:
        """The name of a template that another one names."""
        assert isinstance(node, nodes.Const), "the name of a template must be written out"
        return str(node.value)

    def _globals(self) -> dict[str, Type]:
        """The names that every template knows."""
        known = self._environment.globals
        return {name: value if value is range else type(value) for name, value in known.items()}

    def _imports(self, template: str) -> dict[str, Type]:
        """The names that a macro of a template knows: the template's macros, and those that it
        imports."""
        scope: dict[str, Type] = dict(self.macros(template))
        for statement in self._tree(template).body:
            if isinstance(statement, nodes.Import | nodes.FromImport):
                self._walk([statement], scope)
        return scope

    def _fault(self, node: nodes.Node, text: str) -> None:
        self._note(self._faults, node, text)

    def _note(self, notes: dict[str, None], node: nodes.Node, text: str) -> None:
        notes[f"{self._where}:{node.lineno}: {text}"] = None


def _present(kind: Type) -> Type:
    """A type without None: what is None is not shown, or its `{% if %}` is missing, which rendering
    finds."""
    if typing.get_origin(kind) not in {UnionType, typing.Union}:
        return kind
    kinds = [each for each in typing.get_args(kind) if each is not NoneType]
    return kinds[0] if len(kinds) == 1 else UNKNOWN


def _common(one: Type, other: Type) -> Type:
    """The type of a value that is of one of two types."""
    return one if one == other else UNKNOWN


def macro_names(environment: Environment, templates: Sequence[str]) -> Iterator[str]:
    """Every macro of some templates, as `template.macro`."""
    checker = _Checker(environment)
    for template in templates:
        for name in checker.macros(template):
            yield f"{template}.{name}"
