{#- What the newest audit of each raw table found: a row per rule, and one of the table. -#}
{% macro audit_results_sql() -%}
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
