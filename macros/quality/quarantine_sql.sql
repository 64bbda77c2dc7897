{#- The schema of what was kept out, and of what every rule found. Only the builder may read it:
    a rejected row is shown as it came. -#}
{% macro quarantine_sql() -%}
    {%- set rejected = quarantine_relation('rejected_rows') -%}
create schema if not exists {{ rejected.schema }};
revoke all on schema {{ rejected.schema }} from public;
{{ rejected_rows_sql(rejected) }};
{{ rejected_day_sql(rejected) }};
{{ check_tables_sql() }};
{{ audit_results_sql() }}
{%- endmacro %}
