{#- dbt-labs/dbt-adapters#1714.
    dbt-adapters renames without asking who holds the target name and without a lock timeout.
    An object in the way is retired, and both renames happen together or not at all. -#}
{% macro postgres__rename_relation(from_relation, to_relation) -%}
    {%- set target_name = adapter.quote(to_relation.identifier) -%}
    {%- set old_name = adapter.quote(retired_name(to_relation)) -%}
    {% call statement('rename_relation') %}
        {{ locked_ddl([
            'alter table if exists ' ~ to_relation.render() ~ ' rename to ' ~ old_name,
            'alter table ' ~ from_relation.render() ~ ' rename to ' ~ target_name,
        ]) }}
    {% endcall %}
{%- endmacro %}
