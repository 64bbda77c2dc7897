{#- The schema only the builder may read: the run's clock and the key of the pseudonyms. -#}
{% macro private_schema_sql() -%}
    {%- set clock = private_relation('run_clock') -%}
    {%- set secret = private_relation('pseudonym_secret') -%}
    {%- set key = env_var('TRADEHOUSE_PSEUDONYM_KEY', demo_pseudonym_key()) -%}
create schema if not exists {{ clock.schema }};
revoke all on schema {{ clock.schema }} from public;
create table if not exists {{ clock }} (
    only_row boolean primary key default true check (only_row),
    as_of timestamptz not null,
    invocation_id text not null
);
insert into {{ clock }} (as_of, invocation_id) values (now(), 'first run') on conflict do nothing;
create table if not exists {{ secret }} (
    only_row boolean primary key default true check (only_row),
    pseudonym_key text not null
);
insert into {{ secret }} (pseudonym_key) values ({{ verbatim(key) }})
on conflict (only_row) do update set pseudonym_key = excluded.pseudonym_key
where {{ secret }}.pseudonym_key <> excluded.pseudonym_key
{%- endmacro %}
