"""dbt in test processes does what dbt does."""

from importlib.util import find_spec, module_from_spec
from types import SimpleNamespace

import jinja2
import pytest
from dbt.adapters.events.types import NewConnection, SQLQuery
from dbt.context.macros import MacroNamespaceBuilder
from dbt_common.events.base_types import EventLevel
from dbt_common.events.event_manager import EventManager
from dbt_common.events.types import Formatting, Note

import quicker_dbt

# Names that several packages have; "own" comes with dbt, as "base" does.
MACROS = {
    "base": ["only_base", "in_both", "everywhere"],
    "own": ["only_own", "in_both", "everywhere"],
    "root": ["only_root", "everywhere", "in_root_and_other"],
    "other": ["only_other", "everywhere", "in_root_and_other"],
}


def stock_builder():
    """dbt's own class, from its file: the imported one is changed."""
    spec = find_spec("dbt.context.macros")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.MacroNamespaceBuilder is not MacroNamespaceBuilder
    return module.MacroNamespaceBuilder


def found_by(builder, search_package):
    macros = {
        package: {name: SimpleNamespace(name=name, package_name=package) for name in names}
        for package, names in MACROS.items()
    }
    return builder("root", search_package, None, ["own", "base"]).build_namespace(macros, {})


def told(names) -> dict:
    """What a name means: the package of its macro, or those of a package."""
    return {
        name: told(meant) if isinstance(meant, dict) else meant.macro.package_name
        for name, meant in names.items()
    }


@pytest.mark.parametrize("package", MACROS)
def test_a_name_means_the_macro_that_dbt_finds(package):
    expected = told(dict(found_by(stock_builder(), package)))
    found = found_by(MacroNamespaceBuilder, package)
    assert expected["everywhere"] != "base"
    assert told(dict(found)) == expected
    assert told(quicker_dbt.flattened(found)) == expected


def test_a_template_sees_what_it_is_given():
    given = {"one": 1, "range": "own"}
    environment = jinja2.Environment(autoescape=True)
    environment.globals["one"] = "hidden"
    template = environment.from_string("{{ one }} {{ range }} {{ dict }} {{ two }}", globals=given)
    stock = jinja2.runtime.new_context(
        environment, template.name, template.blocks, given, globals=template.globals
    )
    found = template.new_context(given)
    assert found.get_all() == stock.get_all()
    assert (found["one"], found["range"]) == (1, "own")
    assert found.get_all() is not given
    assert template.new_context({**given, "two": 2})["two"] == 2


def test_of_what_only_a_debug_log_has_statements_are_heard():
    heard = []
    manager = EventManager()
    manager.add_callback(heard.append)
    manager.fire_event(Formatting(msg="said"))
    manager.fire_event(Note(msg="for the log"), level=EventLevel.DEBUG)
    manager.fire_event(NewConnection(conn_name="one", conn_type="postgres", node_info={}))
    manager.fire_event(Note(msg="a warning"), level=EventLevel.WARN)
    manager.fire_event(SQLQuery(conn_name="one", sql="select 1", node_info={}))
    assert [(event.info.name, event.info.level) for event in heard] == [
        ("Formatting", "info"), ("Note", "warn"), ("SQLQuery", "debug"),
    ]  # fmt: skip
    assert heard[1].info.msg == "a warning"
    assert heard[-1].data.sql == "select 1"
