"""dbt in test processes does what dbt does."""

from importlib.util import find_spec, module_from_spec
from types import SimpleNamespace

import pytest
from dbt.adapters.events.types import NewConnection, SQLQuery
from dbt.context.base import BaseContext
from dbt.context.macros import MacroNamespaceBuilder
from dbt.contracts.graph.nodes import Macro
from dbt.node_types import NodeType
from dbt_common.clients.jinja import MacroFuzzEnvironment, NativeSandboxEnvironment
from dbt_common.events.base_types import EventLevel
from dbt_common.events.event_manager import EventManager
from dbt_common.events.types import Formatting, Note
from jinja2 import pass_context

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
        package: {name: macro(name, package) for name in names} for package, names in MACROS.items()
    }
    return builder("root", search_package, None, ["own", "base"]).build_namespace(macros, {})


def macro(name, package):
    return Macro(
        name=name, package_name=package, unique_id=f"macro.{package}.{name}", macro_sql="",
        resource_type=NodeType.Macro, path="", original_file_path="",
    )  # fmt: skip


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
    names = quicker_dbt.Names({"everywhere": "a value of dbt's own"}, {"in_both": "another"})
    quicker_dbt.give(names, found)
    assert told(names) == expected


def test_a_macro_or_a_member_is_made_when_it_is_looked_up():
    made = []
    owner = SimpleNamespace(made=made)
    members = {"member": property(lambda owner: owner.made.append("member") or 1), "plain": 2}
    names = quicker_dbt.Names({"here": 0}, members, owner=owner)
    assert "member" in names and "absent" not in names and len(names) == 3
    assert made == []
    assert (names["member"], names.get("member"), names["plain"], names["here"]) == (1, 1, 2, 0)
    assert made == ["member"]
    assert names.get("absent", 3) == 3
    with pytest.raises(KeyError, match="absent"):
        names["absent"]
    assert dict(names) == {"here": 0, "member": 1, "plain": 2}


@pytest.mark.parametrize("environment", [MacroFuzzEnvironment, NativeSandboxEnvironment])
def test_a_template_looks_into_names_and_copies_none(environment):
    # What calls something inside a loop has a context of its own.
    template = environment().from_string(
        "{% for i in (1, 2) %}{{ one(i) }}{{ two }}{% endfor %}{{ no }}"
    )
    adds = pass_context(lambda context, i: context["two"] + i)
    names = quicker_dbt.Names({"one": adds}, {"two": 2})
    assert template.new_context(names).get_all() is names
    assert template.render(names) == "3242"
    assert template.render({**names, "two": 3}) == "4353"


def test_a_node_may_name_what_every_template_may():
    assert set(MacroFuzzEnvironment().globals) <= set(BaseContext({})._ctx)


def test_of_what_only_a_debug_log_has_is_heard_what_a_test_listens_to():
    heard = []
    manager = EventManager()
    manager.add_callback(heard.append)
    manager.fire_event(Formatting(msg="said"))
    manager.fire_event(Note(msg="for the log"), level=EventLevel.DEBUG)
    manager.fire_event(NewConnection(conn_name="one", conn_type="postgres", node_info={}))
    manager.fire_event(Note(msg="a warning"), level=EventLevel.WARN)
    query = {"conn_name": "one", "sql": "select 1", "node_info": {}}
    manager.fire_event(SQLQuery(**query))
    with quicker_dbt.hearing("SQLQuery"):
        manager.fire_event(SQLQuery(**query))
    manager.fire_event(SQLQuery(**query))
    assert [(event.info.name, event.info.level) for event in heard] == [
        ("Formatting", "info"), ("Note", "warn"), ("SQLQuery", "debug"),
    ]  # fmt: skip
    assert heard[1].info.msg == "a warning"
    assert heard[-1].data.sql == "select 1"
