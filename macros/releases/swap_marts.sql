{#- Publishes the mart layer that `dbt build --vars 'release: green'` built and tested beside the
    live one, by renaming schemas: readers see the old layer or the new one and wait for nothing.
    The old layer stays as marts_previous; `--args 'back: true'` puts it back. -#}
{% macro swap_marts(back=false) -%}
    {%- set live = live_schema('marts') -%}
    {%- set next = live ~ '_next' -%}
    {%- set previous = live ~ '_previous' -%}
    {%- set reader = env_var('TRADEHOUSE_BI_ROLE', 'bi_reader') -%}
    {%- set incoming, outgoing = (previous, next) if back else (next, previous) -%}
    {%- do acquire_run_lock() -%}
    {%- do require_release(incoming, back) -%}
    {%- do run_query(empty_schema_sql(outgoing)) -%}
    {%- do run_query(locked_ddl([
        'drop schema if exists ' ~ outgoing,
        'alter schema ' ~ live ~ ' rename to ' ~ outgoing,
        'alter schema ' ~ incoming ~ ' rename to ' ~ live,
        'grant usage on schema ' ~ live ~ ' to ' ~ reader,
        'revoke usage on schema ' ~ outgoing ~ ' from ' ~ reader,
    ])) -%}
    {%- do run_query(release_run_lock()) -%}
    {%- do log(
        'Schema ' ~ live ~ ' is now what was ' ~ incoming ~ '; what it was is ' ~ outgoing ~ '.',
        info=true
    ) -%}
{%- endmacro %}
