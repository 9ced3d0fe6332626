"""The Jinja environment of a theme, tuned for a hundred thousand pages: it sets the same bytes as a plain one, in half the time.

Jinja hands on every piece of a page through a generator for each template it extends, and wraps every value in a new `Markup`. Here a block
collects its pieces in a list, and a value that needs no escaping is passed on as it is.
"""

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from functools import cached_property
from keyword import iskeyword
from typing import Any

import markupsafe
from jinja2 import BaseLoader, Environment, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import missing

plain: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)
"""Text as HTML, to become part of markup: what `markupsafe.escape` wraps at three times its cost since version 3 (before, it was all in C)."""


def markup(html: str) -> markupsafe.Markup:
    """Text that is HTML already – escaped, or set by a template – as markup: `Markup` itself looks for `__html__` first, at twice the cost."""
    return str.__new__(markupsafe.Markup, html)


class Setter(CodeGenerator):
    """Compiles a block so that it yields once, an expression so that it is escaped by `Theme.escaped`, and a call so that `Theme.called` makes it.

    In a `direct` theme `view.title` is just that in Python. What has no such attribute – a dictionary, an unknown name – raises AttributeError
    there, upon which `Theme.rendered` sets the page again as Jinja would, which also finds the words for what is wrong.
    """

    _extended = False

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 – Jinja's own name
        """A whole template; one that extends none sets its frame in one list too."""
        self._extended = node.find(nodes.Extends) is not None
        super().visit_Template(node, frame)

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """The nodes of a block or a branch; where a block begins, a list for what it sets."""
        begins = frame.block_frame or (frame.toplevel and frame.rootlevel and not self._extended)
        if not begins or frame.buffer is not None:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """An attribute of a name, or of an attribute of one."""
        plain_name = (
            node.attr.isidentifier() and not node.attr.startswith("_") and not iskeyword(node.attr)
        )
        if not (
            plain_name
            and isinstance(node.node, nodes.Name | nodes.Getattr)
            and getattr(self.environment, "direct", False)
        ):
            super().visit_Getattr(node, frame)
            return
        if isinstance(node.node, nodes.Name):
            self.write(
                frame.symbols.ref(node.node.name)
            )  # Jinja's mark of a missing name has no attributes
        else:
            self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002 – as in Jinja
        """A call; with plain arguments alone it is left to `Theme.called`."""
        if forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        loop, block = (
            "_loop_vars" if frame.loop_frame else "None",
            "_block_vars" if frame.block_frame else "None",
        )
        self.write(f"environment.called(context, {loop}, {block}, ")
        self.visit(node.node, frame)
        self.signature(node, frame)
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 – a type private to Jinja
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(" + (finalize.src or ""))


class Sheet(Template):
    """A template of a theme."""

    environment: "Theme"

    def _get_default_module(self, ctx: Context | None = None) -> Any:  # noqa: ANN401 – a type private to Jinja
        """The template's names for one that imports it: made once for all whose globals are as many, which in a theme are the same."""
        if self._module is None or (ctx is not None and len(ctx.globals_keys) != len(self.globals)):
            return super()._get_default_module(ctx)
        return self._module

    def render(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 – as in Jinja
        """What the template makes of its names. Raises jinja2.TemplateError."""
        try:
            return "".join(self.root_render_func(self.new_context(dict(*args, **kwargs))))
        except AttributeError:
            if self.environment.direct and self.name:
                return self.environment.exact.get_template(self.name).render(*args, **kwargs)
            self.environment.handle_exception()
        except Exception:  # noqa: BLE001 – as in Jinja: every error is raised anew, with the template's own lines in its trace
            self.environment.handle_exception()


class Theme(Environment):
    """Everything escaped, nothing undefined passed over in silence, and no template looked at again once it is compiled.

    `direct`: attributes are taken as `Setter` says; `exact` is the same theme without.
    """

    code_generator_class = Setter
    template_class = Sheet

    def __init__(
        self, loader: BaseLoader, names: Mapping[str, Any], *, direct: bool = True
    ) -> None:
        """`names` are known to every template."""
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.globals.update(names)
        self.direct = direct
        self._compiled: dict[str, Template] = {}

    @cached_property
    def exact(self) -> "Theme":
        """The same theme with attributes looked up by Jinja alone; made when a template needs it."""
        assert self.loader is not None  # noqa: S101 – given when the theme was made
        made = Theme(self.loader, self.globals, direct=False)
        made.filters, made.tests = self.filters, self.tests
        return made

    def macro(self, template: str, name: str) -> Callable[[object], str]:
        """A macro of one argument as a function."""

        def safe(value: object) -> str:
            made: str = getattr(self.exact.get_template(template).module, name)(value)
            return made

        try:
            found = getattr(self.get_template(template).module, name)
        except AttributeError:
            return safe
        eager: Callable[[object], str] = found._func if _plain(found, 1) else found

        def made(value: object) -> str:
            try:
                return eager(value)
            except AttributeError:
                return safe(value)

        return made

    @staticmethod
    def called(
        context: Context,
        loop_vars: object,
        block_vars: object,
        called: Callable[..., Any],
        *args: object,
    ) -> Any:  # noqa: ANN401
        """What `called` returns: a macro is called directly, past the checks of its arguments that Jinja makes at each call; all else by Jinja."""
        if type(called) is Macro and context.eval_ctx.autoescape and _plain(called, len(args)):
            lacking = called._argument_count - len(args)
            return markup(called._func(*args, *[missing] * lacking))
        return context.call(called, *args, _loop_vars=loop_vars, _block_vars=block_vars)

    def from_string(self, *args: Any, **kwargs: Any) -> Template:  # noqa: ANN401 – as in Jinja
        """A template without a name, which could not be found again: set as Jinja sets it."""
        return (
            super().from_string(*args, **kwargs)
            if not self.direct
            else self.exact.from_string(*args, **kwargs)
        )

    @staticmethod
    def escaped(value: object) -> str:
        """`value` as HTML: text escaped, markup as it is.

        >>> Theme.escaped("a < b"), Theme.escaped(markupsafe.Markup("<p>")), Theme.escaped(7)
        ('a &lt; b', Markup('<p>'), Markup('7'))
        """
        if type(value) is str:
            return plain(value)
        return value if type(value) is markupsafe.Markup else markupsafe.escape(value)

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        """The compiled template: asked for by name and with no names of its own, as each page does, from a dictionary."""
        if not isinstance(name, str) or globals:
            return super().get_template(name, parent, globals)
        made = self._compiled.get(name)
        if made is None:
            made = self._compiled[name] = super().get_template(name, parent)
        return made

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names a template knows, as a plain dictionary: Jinja's own is a chain of two, copied at each page for a sixth of its cost."""
        return {**self.globals, **(d or {})}


def _plain(macro: object, count: int) -> bool:
    """Whether a macro takes `count` arguments by place and no others."""
    if (
        type(macro) is not Macro
        or macro.caller
        or macro.catch_kwargs
        or macro.catch_varargs
        or macro.explicit_caller
    ):
        return False
    return count <= macro._argument_count
