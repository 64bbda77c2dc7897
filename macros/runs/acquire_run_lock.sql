{#- dbt-labs/dbt-core#248.
    dbt starts a second run on the same target without a word, and keeps no connection open that a
    lock could live on. So the run writes itself into a row, and whoever finds that row asks
    PostgreSQL whether a server process still works for it: every statement of a run carries its
    invocation id (query-comment in dbt_project.yml). A run that died is seen by nobody for five
    seconds and its row is taken over; `require_run_lock` stops it should it wake up later. -#}
{% macro acquire_run_lock() -%}
    {%- do run_query(run_lock_table_sql() ~ ';' ~ take_run_sql() ~ '; commit') -%}
    {%- set wait = 'true' if var('wait_for_lock', false) else 'false' -%}
    {%- set holder = run_query(
        'select ' ~ private_relation('take_run') ~ "('" ~ invocation_id ~ "', " ~ wait ~ ')'
    ).columns[0].values()[0] -%}
    {%- do run_query('commit') -%}
    {%- if holder -%}
        {%- do exceptions.raise_compiler_error(
            'The target ' ~ target.name ~ ' is held by ' ~ holder
            ~ ". Wait for it, or let this run wait: --vars 'wait_for_lock: true'"
        ) -%}
    {%- endif -%}
{%- endmacro %}
