{#- The change log of facts, in the schema that only the builder may read: which keys changed from which
    day on (no key: everything did), and up to which entry each follower took them in. -#}
{% macro change_tables_sql() -%}
create table if not exists {{ private_relation('changed_keys') }} (
    id bigint generated always as identity primary key,
    fact text not null,
    key text,
    from_day date,
    invocation_id text not null
);
create table if not exists {{ private_relation('change_cursors') }} (
    fact text primary key,
    taken_until bigint not null
);
-- Which table is meant: a release beside the live marts has one of the same name.
alter table {{ private_relation('change_cursors') }} add column if not exists relation oid;
alter table {{ private_relation('fact_definitions') }} add column if not exists relation oid
{%- endmacro %}
