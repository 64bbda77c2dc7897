{#- The schema of what was kept out, and of what every rule found. Only the builder may read it:
    a rejected row is shown as it came. -#}
{% macro quarantine_sql() -%}
    {%- set rejected = quarantine_relation('rejected_rows') -%}
create schema if not exists {{ rejected.schema }};
revoke all on schema {{ rejected.schema }} from public;
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
);
{{ rejected_day_sql(rejected) }};
{{ check_tables_sql() }};
create table if not exists {{ quarantine_relation('rule_results') }} (
    source_system text not null,
    source_table text not null,
    rule_name text not null,
    rule_kind text not null,
    asserts text not null,
    rows_checked bigint not null,
    rows_failing bigint not null,
    first_failed_at timestamptz,
    last_failed_at timestamptz,
    checked_at timestamptz not null,
    primary key (source_system, source_table, rule_name)
);
create table if not exists {{ quarantine_relation('table_audits') }} (
    source_system text not null,
    source_table text not null,
    source_rows bigint not null,
    judged_rows bigint not null,
    rejected_rows bigint not null,
    kept_rows bigint not null,
    accepted_rows bigint not null,
    superseded_rows bigint generated always as (judged_rows - rejected_rows - accepted_rows) stored,
    audited_at timestamptz not null,
    primary key (source_system, source_table)
)
{%- endmacro %}
