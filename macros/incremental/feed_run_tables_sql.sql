{#- What a run works on and did: the days of each feed still to be recomputed, and a row per run. -#}
{% macro feed_run_tables_sql() -%}
create table if not exists {{ private_relation('touched_days') }} (
    feed text not null,
    day date not null,
    reason text not null,
    rows_seen bigint not null default 0,
    found_at timestamptz not null default clock_timestamp(),
    taken_by text,
    primary key (feed, day)
);
create table if not exists {{ private_relation('feed_runs') }} (
    invocation_id text not null,
    feed text not null,
    started_at timestamptz not null default clock_timestamp(),
    is_whole boolean not null,
    loaded_until timestamptz,
    rows_seen bigint not null default 0,
    days_touched bigint not null default 0,
    oldest_day date,
    days_waiting bigint not null default 0,
    rows_written bigint not null default 0,
    seconds numeric,
    succeeded boolean,
    primary key (invocation_id, feed)
)
{%- endmacro %}
