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
)
{%- endmacro %}
