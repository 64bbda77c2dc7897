"""dbt without work that no test looks at, for dbt inside test processes: a third less of its time.

What dbt does and says stays the same, and nearly what it asks of the server: see
`kept_connections`. `take_effect` is called once.
"""

from functools import cache

import jinja2
import parsedatetime
from dbt.clients.jinja import MacroGenerator
from dbt.context.macro_resolver import TestMacroNamespace
from dbt.context.macros import MacroNamespace, MacroNamespaceBuilder
from dbt.context.manifest import ManifestContext
from dbt_common.behavior_flags import BehaviorFlagRendered
from dbt_common.events.base_types import BaseEvent, EventLevel
from dbt_common.events.event_manager import EventManager
from dbt_common.tests import enable_test_caching

import kept_connections

# Of what only a debug log has, tests listen to the statements that dbt sends.
_HEARD = {"SQLQuery"}
_UNHEARD = (EventLevel.DEBUG, EventLevel.TEST)


def take_effect() -> None:
    """Change dbt in this process."""
    # What dbt's own tests use: a template is parsed once.
    enable_test_caching()
    jinja2.Environment.compile = _compiled_once(jinja2.Environment.compile)
    jinja2.Template.new_context = _copied_at_once(jinja2.Template.new_context)
    # For each result of a query agate makes a reader of dates, whose constants take a millisecond.
    parsedatetime.Constants = cache(parsedatetime.Constants)
    # dbt looks through the whole call stack, sources included, to say who declared each of its
    # flags: under pytest a fifth of a second a run.
    BehaviorFlagRendered._default_source = staticmethod(lambda: "dbt")
    MacroNamespaceBuilder.build_namespace = _build_namespace
    ManifestContext.to_dict = _to_dict
    EventManager.fire_event = _heard_only(EventManager.fire_event)
    _make_events_late(BaseEvent)
    kept_connections.take_effect()


def _compiled_once(compile_template):
    """Compile a template once for every kind of environment: dbt makes a new one for each."""
    compiled = {}

    def compile_once(self, source, name=None, filename=None, *rest):
        if not isinstance(source, str):
            return compile_template(self, source, name, filename, *rest)
        key = (type(self), *sorted(self.extensions), source, name, filename, *rest)
        if key not in compiled:
            compiled[key] = compile_template(self, source, name, filename, *rest)
        return compiled[key]

    return compile_once


def _copied_at_once(new_context):
    """Where a template is given what it was made with, some 1,000 names, look none of them up."""

    def copy(self, given=None, shared=False, local=None):
        maps = getattr(self.globals, "maps", ())
        if shared or local or len(maps) != 2 or given is not maps[0]:
            return new_context(self, given, shared, local)
        names = {**maps[1], **given}
        return self.environment.context_class(
            self.environment, names, self.name, self.blocks, globals=self.globals
        )

    return copy


# -- events: most are for the debug log, which nobody writes here ---------------------------------


def _heard_only(fire_event):
    def fire(self, event, level=None, *rest, **options):
        is_unheard = (level or event.level_tag()) in _UNHEARD
        if not is_unheard or type(event).__name__ in _HEARD:
            fire_event(self, event, level, *rest, **options)

    return fire


def _make_events_late(event_class) -> None:
    """Let an event make its message when somebody asks for it."""
    make = event_class.__init__

    def keep(self, *values, **fields):
        self.__dict__["given"] = (values, fields)

    def get(self, name):
        if "pb_msg" not in self.__dict__:
            values, fields = self.__dict__["given"]
            make(self, *values, **fields)
        return self.__dict__["pb_msg"] if name == "pb_msg" else getattr(self.pb_msg, name)

    event_class.__init__, event_class.__getattr__ = keep, get


# -- macros: every node gets all of them, some 750 ------------------------------------------------


def _build_namespace(self, macros_by_package, context):
    """As dbt's, without looking at each macro's package and name again."""
    own = {}
    for package, macros in macros_by_package.items():
        found = {macro.name: _generator(macro, context, self) for macro in macros.values()}
        if package in self.internal_package_names:
            own[package] = found
            continue
        self.packages[package] = found
        if package == self.search_package:
            self.locals = found
        elif package == self.root_package:
            self.globals = found
    merged = {}
    for package in reversed(self.internal_package_names_order):
        merged |= own.get(package, {})
    return MacroNamespace(self.globals, self.locals, merged, self.packages)


def _generator(macro, context, builder):
    made = MacroGenerator.__new__(MacroGenerator)
    made.context, made.macro, made.node, made.stack = (
        context, macro, builder.node, builder.thread_ctx,
    )  # fmt: skip
    return made


def _to_dict(self):
    """As dbt's, a dictionary at a time."""
    # Every macro of the context holds on to this very dictionary.
    found = super(ManifestContext, self).to_dict()
    found.update(flattened(self.namespace))
    return found


def flattened(namespace) -> dict:
    """What each name means in a namespace: the first of its parts that has it decides."""
    if isinstance(namespace, TestMacroNamespace):
        return namespace.local_namespace | namespace.project_namespace
    found = {}
    for part in reversed(list(namespace._search_order())):
        found |= part
    return found
