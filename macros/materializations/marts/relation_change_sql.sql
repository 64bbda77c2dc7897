{#- One query that says why a relation is not what its model would build, or 'keep'. Indexes made
    by hand may exist besides the declared ones; those that dbt named must still be declared. -#}
{% macro relation_change_sql(relation, kind) -%}
with
{{ relation_facts_sql(relation) }}
select case
    when not exists (select from live) then 'create'
    when (select relkind <> '{{ kind }}' from live) then 'it is another kind of relation'
    when not (select relispopulated from live) then 'it was never filled'
    {%- if kind == 'm' %}
    when pg_get_viewdef((select oid from live)) <> pg_get_viewdef('pg_temp.probe_view'::regclass)
        then 'its definition changed'
    when not exists (select from live_indexes where is_plain_unique)
        then 'it has no plain unique index'
    {%- endif %}
    when (select signature from live_columns) is distinct from (select signature from probe_columns)
        then 'its columns changed'
    when exists (
        select signature from declared_indexes except select signature from live_indexes
    ) then 'an index is missing'
    when exists (
        select signature from live_indexes where is_named_by_dbt
        except select signature from declared_indexes
    ) then 'an index is no longer declared'
    else 'keep'
end
{%- endmacro %}
