"""dbt without work that no test looks at, for dbt inside test processes: two fifths of its time.

What dbt does and says stays the same, and nearly what it asks of the server: see
`kept_connections`. `take_effect` is called once.
"""

import gc
from collections.abc import Mapping
from contextlib import contextmanager
from functools import cache, wraps

import jinja2
import parsedatetime
from dbt.cli.main import dbtRunner
from dbt.clients.jinja import MacroGenerator
from dbt.compilation import Linker
from dbt.context import base
from dbt.context.macros import MacroNamespace, MacroNamespaceBuilder
from dbt.context.manifest import ManifestContext
from dbt.contracts.graph.nodes import Macro
from dbt_common.behavior_flags import BehaviorFlagRendered
from dbt_common.clients.jinja import MacroFuzzEnvironment, MacroFuzzTemplate
from dbt_common.events.base_types import BaseEvent, EventLevel
from dbt_common.events.event_manager import EventManager
from dbt_common.tests import enable_test_caching

import kept_connections

# Of what only a debug log has, what a test listens to now.
_heard = set()
_UNHEARD = (EventLevel.DEBUG, EventLevel.TEST)
# In objects: a gigabyte with what dbt itself is. A build leaves a million.
_MUCH_GARBAGE = 5_000_000


def take_effect() -> None:
    """Change dbt in this process."""
    # What dbt's own tests use: a template is parsed once.
    enable_test_caching()
    jinja2.Environment.compile = _compiled_once(jinja2.Environment.compile)
    # For each result of a query agate makes a reader of dates, whose constants take a millisecond.
    parsedatetime.Constants = cache(parsedatetime.Constants)
    # dbt looks through the whole call stack, sources included, to say who declared each of its
    # flags: under pytest a fifth of a second a run.
    BehaviorFlagRendered._default_source = staticmethod(lambda: "dbt")
    MacroNamespaceBuilder.build_namespace = _build_namespace
    ManifestContext.to_dict = _to_dict
    base.BaseContext.__init__ = _beginning_with_names(base.BaseContext.__init__)
    for template in (jinja2.Template, MacroFuzzTemplate):
        template.new_context = _uncopied(template.new_context)
    EventManager.fire_event = _heard_only(EventManager.fire_event)
    _make_events_late(BaseEvent)
    # A file for the performance of dbt: every node as a dictionary, for its name and its kind.
    Linker.get_graph_summary = lambda *_: {}
    # The same for all nodes.
    base.get_context_modules = cache(base.get_context_modules)
    kept_connections.take_effect()
    gc.disable()
    dbtRunner.invoke = _collecting_afterwards(dbtRunner.invoke)


def _collecting_afterwards(invoke):
    """Look for garbage after a command, once there may be much."""

    @wraps(invoke)
    def collect(*arguments, **options):
        try:
            return invoke(*arguments, **options)
        finally:
            if gc.get_count()[0] > _MUCH_GARBAGE:
                gc.collect()

    return collect


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


# -- events: most are for the debug log, which nobody writes here ---------------------------------


@contextmanager
def hearing(name: str):
    """Let an event of the debug log be heard: SQLQuery has the statements that dbt sends."""
    _heard.add(name)
    try:
        yield
    finally:
        _heard.remove(name)


def _heard_only(fire_event):
    def fire(self, event, level=None, *rest, **options):
        is_unheard = (level or event.level_tag()) in _UNHEARD
        if not is_unheard or type(event).__name__ in _heard:
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


# -- names: SQL may name 70 values and 750 macros of dbt, and names a few --------------------------


class Names(dict):
    """What names mean in the SQL of a node, made when it is looked up.

    Attributes:
        later: Macros, and members of dbt's context, by name. What is in the dictionary goes first.
        builder: Knows the node and the stack of macros.
        owner: The context whose members they are.
        context: What the SQL of a macro may name.
    """

    __slots__ = ("builder", "context", "later", "owner")

    def __init__(self, values=(), later=None, builder=None, owner=None, context=None):
        super().__init__(values)
        self.later, self.builder, self.owner = later or {}, builder, owner
        self.context = self if context is None else context

    def __missing__(self, name):
        found = self.later[name]
        if isinstance(found, Macro):
            builder = self.builder
            found = MacroGenerator(found, self.context, builder.node, builder.thread_ctx)
        elif hasattr(found, "__get__"):
            found = found.__get__(self.owner)
        self[name] = found
        return found

    def __contains__(self, name):
        return super().__contains__(name) or name in self.later

    def __iter__(self):
        return iter({**dict.fromkeys(super().keys()), **self.later})

    def __len__(self):
        return len(super().keys() | self.later.keys())

    # A copy has them all.
    get, keys, values, items = Mapping.get, Mapping.keys, Mapping.values, Mapping.items


def _beginning_with_names(init):
    """Let a context have names of ours, those that every template has among them."""
    always = MacroFuzzEnvironment().globals

    def begin(self, *values, **fields):
        init(self, *values, **fields)
        self._ctx = Names(always)

    return begin


def _build_namespace(self, macros_by_package, context):
    """As dbt's, without making a macro callable that nobody calls."""

    def names(macros):
        return Names((), macros, self, None, context)

    own, self.globals, self.locals = {}, names({}), names({})
    for package, macros in macros_by_package.items():
        if package in self.internal_package_names:
            own[package] = macros
            continue
        self.packages[package] = names(macros)
        if package == self.search_package:
            self.locals = self.packages[package]
        elif package == self.root_package:
            self.globals = self.packages[package]
    merged = {}
    for package in reversed(self.internal_package_names_order):
        merged |= own.get(package, {})
    return MacroNamespace(self.globals, self.locals, names(merged), self.packages)


def _to_dict(self):
    """As dbt's: what belongs to the context, and above it what is in its namespace."""
    # Every macro of the context holds on to this very dictionary.
    found, members = self._ctx, self._context_members_
    found.owner, found.later = self, members
    # The context's own `var` does so, which nobody may have asked for.
    self.config.load_dependencies()
    found["context"], found["builtins"] = found, Names((), members, owner=self)
    if isinstance(self.namespace, MacroNamespace):
        give(found, self.namespace)
    else:
        found.update(self.namespace.local_namespace | self.namespace.project_namespace)
    return found


def give(found: Names, namespace: MacroNamespace) -> None:
    """Let names mean what they mean in a namespace: the first of its parts that has one decides."""
    local, outer, packages, internal, last = namespace._search_order()
    macros = {**last.later, **outer.later, **local.later}
    found.builder, found.later = local.builder, {**found.later, **macros}
    for name in dict.keys(found) & macros.keys():
        del found[name]
    for name, package in {**internal, **packages}.items():
        if name not in local and name not in outer:
            found[name] = package


def _uncopied(new_context):
    """Where a template is given names of ours, let it look into them, and into nothing else."""

    def make(self, given=None, shared=False, local=None):
        if shared or local or not isinstance(given, Names):
            return new_context(self, given, shared, local)
        return self.environment.context_class(self.environment, given, self.name, self.blocks)

    return make
