{#- What a run has to remember for the next one, in the schema that only the builder may read: how far
    each feed was taken in and with which clocks, what the overlap held then, the days still to be
    recomputed, what each run did, and how each fact was defined when it was last written whole. -#}
{% macro feed_tables_sql() -%}
create table if not exists {{ private_relation('feed_states') }} (
    feed text primary key,
    loaded_until timestamptz,
    earliest_clock timestamptz not null,
    latest_clock timestamptz not null,
    moved_at timestamptz
);
{{ feed_run_tables_sql() }};
{{ reconcile_tables_sql() }};
create table if not exists {{ private_relation('feed_partitions') }} (
    feed text, partition text, file bigint, seen_by text, primary key (feed, partition, file)
);
create table if not exists {{ private_relation('feed_overlaps') }} (
    feed text, day date, row_count bigint not null, checksum numeric not null, seen_by text,
    primary key (feed, seen_by, day)
);
create table if not exists {{ private_relation('feed_days') }} (
    feed text, day date, row_count bigint not null, checksum numeric not null, primary key (feed, day)
);
create table if not exists {{ private_relation('fact_definitions') }} (
    fact text primary key, definition_md5 text not null, definition_sql text not null
)
{%- endmacro %}
