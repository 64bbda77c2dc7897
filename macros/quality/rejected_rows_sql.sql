{#- The table of rejected rows, each as it came: a copy of a row is one of its own. -#}
{% macro rejected_rows_sql(rejected) -%}
create table if not exists {{ rejected }} (
    source_system text not null,
    source_table text not null,
    row_md5 text not null,
    copy_number bigint not null,
    native_id text,
    broken_rules text[] not null,
    source_row jsonb not null,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    resolved_at timestamptz,
    primary key (source_system, source_table, row_md5, copy_number)
)
{%- endmacro %}
