{#- The day of a rejected row in tables that are audited by days, which the first releases did not keep, and
    the index that finds the open rows of some days. -#}
{% macro rejected_day_sql(rejected) -%}
{%- if 'day' not in live_columns(rejected) -%}
alter table {{ rejected }} add column if not exists day date;
{% endif -%}
create index if not exists rejected_rows_day on {{ rejected }} (source_system, source_table, day)
where resolved_at is null
{%- endmacro %}
