"""The Jinja environment of a theme, tuned for a hundred thousand pages: it renders the same bytes
as a plain one, in half the time.

Jinja passes every piece of a page on through a generator for each template that the page's template
extends, and wraps every value in a new `Markup`. Here a block collects its pieces in a list, and a
value that needs no escaping is passed on as it is.
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
"""Text as HTML, to become part of markup: what `markupsafe.escape` wraps at three times its cost
since version 3 (before, it was all in C)."""


def markup(html: str) -> markupsafe.Markup:
    """Text that is HTML already – escaped, or rendered by a template – as markup.

    `Markup` itself looks for `__html__` first, at twice the cost.
    """
    return str.__new__(markupsafe.Markup, html)


class ThemeCompiler(CodeGenerator):
    """Compiles a block so that it yields once, an expression so that `Theme.escaped` escapes it,
    and a call so that `Theme.called` makes it.

    In a `direct` theme `view.title` is just that in Python. What has no such attribute – a
    dictionary, an unknown name – raises AttributeError there; then `ThemeTemplate.render` renders
    the page again as Jinja would, which also finds the words for what is wrong.
    """

    _extends_another = False

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Compile a whole template. One that extends no other collects the pieces between its
        blocks too."""
        self._extends_another = node.find(nodes.Extends) is not None
        super().visit_Template(node, frame)

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Compile the nodes of a block or a branch; where a block begins, a list collects its pieces."""
        outermost = frame.toplevel and frame.rootlevel and not self._extends_another
        begins = frame.block_frame or outermost
        if not begins or frame.buffer is not None:
            super().blockvisit(nodes, frame)
            return

        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Compile an attribute of a name, or of an attribute of one."""
        of_name = isinstance(node.node, nodes.Name | nodes.Getattr)
        direct = getattr(self.environment, "direct", False)
        if not (direct and of_name and _is_public(node.attr)):
            super().visit_Getattr(node, frame)
            return

        if isinstance(node.node, nodes.Name):
            # Jinja's mark of a missing name has no attributes, so an unknown name raises AttributeError too.
            self.write(frame.symbols.ref(node.node.name))
        else:
            self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Compile a call; one with positional arguments alone is left to `Theme.called`."""
        if forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return

        loop_vars = "_loop_vars" if frame.loop_frame else "None"
        block_vars = "_block_vars" if frame.block_frame else "None"
        self.write(f"environment.called(context, {loop_vars}, {block_vars}, ")
        self.visit(node.node, frame)
        self.signature(node, frame)
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Write what stands before an expression that is printed."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(" + (finalize.src or ""))


class ThemeTemplate(Template):
    """A template of a theme."""

    environment: "Theme"

    def _get_default_module(self, ctx: Context | None = None) -> Any:
        """The template's names for one that imports it: made once for all contexts with the same
        number of globals, which in a theme have the same globals."""
        same_globals = ctx is None or len(ctx.globals_keys) == len(self.globals)
        if self._module is None or not same_globals:
            return super()._get_default_module(ctx)
        return self._module

    def render(self, *args: Any, **kwargs: Any) -> str:
        """What the template makes of its names. Raises jinja2.TemplateError."""
        try:
            return "".join(self.root_render_func(self.new_context(dict(*args, **kwargs))))
        except AttributeError:
            if self.environment.direct and self.name:
                exact = self.environment.exact.get_template(self.name)
                return exact.render(*args, **kwargs)
            self.environment.handle_exception()
        except Exception:  # noqa: BLE001 – raised anew, with the template's own lines in its trace
            self.environment.handle_exception()


class Theme(Environment):
    """Everything is escaped, no name that does not exist is passed over in silence, and the file of
    a template is not looked at again once it is compiled.

    `direct`: attributes are taken as `ThemeCompiler` says; `exact` is the same theme without that.
    """

    code_generator_class = ThemeCompiler
    template_class = ThemeTemplate

    def __init__(
        self, loader: BaseLoader, names: Mapping[str, Any], *, direct: bool = True
    ) -> None:
        """Every template knows `names`."""
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
        if self.loader is None:
            raise LookupError("a theme without a loader has no templates")
        theme = Theme(self.loader, self.globals, direct=False)
        theme.filters, theme.tests = self.filters, self.tests
        return theme

    def macro(self, template: str, name: str) -> Callable[[object], str]:
        """A macro of one argument as a function."""

        def exact(value: object) -> str:
            module = self.exact.get_template(template).module
            html: str = getattr(module, name)(value)
            return html

        try:
            macro = getattr(self.get_template(template).module, name)
        except AttributeError:
            return exact
        direct: Callable[[object], str] = macro._func if _is_plain(macro, 1) else macro

        def rendered(value: object) -> str:
            try:
                return direct(value)
            except AttributeError:
                return exact(value)

        return rendered

    @staticmethod
    def called(
        context: Context,
        loop_vars: object,
        block_vars: object,
        function: Callable[..., Any],
        *args: object,
    ) -> Any:
        """What `function` returns.

        A macro is called directly, past the checks of its arguments that Jinja makes at each call;
        all else by Jinja.
        """
        escapes = context.eval_ctx.autoescape
        if type(function) is not Macro or not escapes or not _is_plain(function, len(args)):
            return context.call(function, *args, _loop_vars=loop_vars, _block_vars=block_vars)

        lacking = function._argument_count - len(args)
        return markup(function._func(*args, *[missing] * lacking))

    def from_string(self, *args: Any, **kwargs: Any) -> Template:
        """A template without a name: compiled as Jinja does, since it could not be found again to
        be rendered so."""
        if self.direct:
            return self.exact.from_string(*args, **kwargs)
        return super().from_string(*args, **kwargs)

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
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """The compiled template. Asked for by name and with no names of its own, as each page does,
        it comes from a dictionary."""
        if not isinstance(name, str) or globals:
            return super().get_template(name, parent, globals)

        template = self._compiled.get(name)
        if template is None:
            template = self._compiled[name] = super().get_template(name, parent)
        return template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that a template knows, as a plain dictionary: Jinja's own is a chain of two,
        copied at each page for a sixth of its cost."""
        return {**self.globals, **(d or {})}


def _is_public(name: str) -> bool:
    """Whether a name can be written after a dot in Python, and is not private."""
    return name.isidentifier() and not name.startswith("_") and not iskeyword(name)


def _is_plain(macro: object, count: int) -> bool:
    """Whether `macro` is one that takes `count` positional arguments and no others."""
    if type(macro) is not Macro:
        return False

    takes_others = macro.caller or macro.catch_kwargs or macro.catch_varargs
    if takes_others or macro.explicit_caller:
        return False
    return count <= macro._argument_count
