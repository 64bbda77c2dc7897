{#- What audits by days and checks of facts remember: the counts of each day and raw table, orphans and the
    parents that were there, the days still to be checked, and how a check was defined when it passed. -#}
{% macro check_tables_sql() -%}
create table if not exists {{ quarantine_relation('audited_days') }} (
    source_system text not null,
    source_table text not null,
    day date,
    source_rows bigint not null,
    judged_rows bigint not null,
    rejected_rows bigint not null,
    kept_rows bigint not null,
    accepted_rows bigint not null,
    failing jsonb not null,
    partitions oid[] not null,
    unique nulls not distinct (source_system, source_table, day)
);
create table if not exists {{ quarantine_relation('known_parents') }} (
    source_system text, source_table text, rule_name text, parent_key text,
    primary key (source_system, source_table, rule_name, parent_key)
);
create table if not exists {{ quarantine_relation('orphans_by_day') }} (
    source_system text not null,
    source_table text not null,
    rule_name text not null,
    parent_key text not null,
    day date,
    row_count bigint not null,
    unique nulls not distinct (source_system, source_table, rule_name, day, parent_key)
);
create table if not exists {{ quarantine_relation('days_to_check') }} (
    checked text, day date, primary key (checked, day)
);
create table if not exists {{ quarantine_relation('check_states') }} (
    checked text primary key, definition_md5 text not null, passed_at timestamptz not null default now()
)
{%- endmacro %}
