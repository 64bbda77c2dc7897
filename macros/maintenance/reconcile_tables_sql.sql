{#- What reconciling remembers, in the schema that only the builder may read: the counters of each
    partition, the days whose raw partition is gone, how far history was compared, as what, and what was
    found. -#}
{% macro reconcile_tables_sql() -%}
create table if not exists {{ private_relation('feed_counters') }} (
    feed text not null,
    partition text not null,
    -- Empty once a run that saw them took the whole feed in.
    seen_by text not null,
    statistics text not null,
    inserted bigint not null,
    updated bigint not null,
    deleted bigint not null,
    is_bounded boolean not null,
    days datemultirange not null,
    primary key (feed, partition, seen_by)
);
create table if not exists {{ private_relation('kept_days') }} (
    feed text primary key, days datemultirange not null
);
create table if not exists {{ private_relation('reconcile_positions') }} (
    feed text primary key, next_month date not null, moved_at timestamptz not null
);
create table if not exists {{ private_relation('compared_days') }} (
    feed text, day date, fingerprint uuid not null, primary key (feed, day)
);
create table if not exists {{ private_relation('reconciled_ranges') }} (
    range_id bigint generated always as identity primary key,
    invocation_id text not null,
    feed text not null,
    reason text not null,
    first_day date,
    last_day date,
    -- Null: all days of the range.
    days_compared bigint,
    days_drifted bigint not null,
    rows_differ bigint not null,
    seconds numeric not null,
    reconciled_at timestamptz not null default clock_timestamp()
);
alter table {{ private_relation('reconciled_ranges') }} add column if not exists days_compared bigint
{%- endmacro %}
