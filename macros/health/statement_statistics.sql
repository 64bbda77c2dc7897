{#- The view of pg_stat_statements, or none where the extension is not installed or its library not
    loaded. Looked up when a model is compiled: the next build notices that it came or went. -#}
{% macro statement_statistics() -%}
    {%- if not execute -%}{{ return(none) }}{%- endif -%}
    {%- set rows = run_query(
        "select nsp.nspname from pg_extension as ext"
        ~ " join pg_namespace as nsp on nsp.oid = ext.extnamespace"
        ~ " where ext.extname = 'pg_stat_statements'"
        ~ " and exists (select from pg_settings where name = 'pg_stat_statements.max')"
    ) -%}
    {{ return(adapter.quote(rows[0][0]) ~ '.pg_stat_statements' if rows | length else none) }}
{%- endmacro %}
