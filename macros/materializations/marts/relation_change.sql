{#- dbt-labs/dbt-core#8862.
    dbt-postgres reports a changed SELECT of a materialized view as success and does not apply it.
    Returns what has to happen to the relation: 'create', 'keep' (same kind, definition, columns
    and indexes) or the reason to rebuild it. Asks the catalog, never dbt's cache. Checks the
    contract on the way, because the probe knows the columns. -#}
{% macro relation_change(relation, sql, kind) -%}
    {%- do run_query(probe_sql(sql)) -%}
    {%- do require_contract() -%}
    {%- set verdict = run_query(relation_change_sql(relation, kind)).columns[0].values()[0] -%}
    {%- do run_query('drop table pg_temp.probe_table; drop view pg_temp.probe_view') -%}
    {#- A table whose rows are replaced is fully refreshed in every run. -#}
    {%- if verdict == 'keep' and kind == 'm' and should_full_refresh() -%}
        {%- set verdict = 'a full refresh was asked for' -%}
    {%- elif verdict == 'keep' and config.get('audits') -%}
        {%- set verdict = 'it is audited before it is published' -%}
    {%- endif -%}
    {{ return(verdict) }}
{%- endmacro %}
