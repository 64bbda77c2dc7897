{#- dbt-labs/dbt-core#2185.
    A block that puts a view in place of the old one. Where PostgreSQL refuses that (a column renamed,
    removed or retyped, or another kind of relation of that name), the old one is retired. -#}
{% macro replace_view_sql(relation, sql) -%}
    {%- set create_view = 'create or replace view ' ~ relation ~ ' as ' ~ sql -%}
    {%- set old_name = adapter.quote(retired_name(relation)) -%}
        begin
            {{ create_view }};
        exception when invalid_table_definition or wrong_object_type then
            alter table {{ relation }} rename to {{ old_name }};
            {{ create_view }};
        end
{%- endmacro %}
