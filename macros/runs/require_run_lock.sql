{#- Stops a model whose run no longer holds the target, because another run believed it dead, and
    lets the server notice within a second when this run dies while a statement works or waits. -#}
{% macro require_run_lock() -%}
    {%- do run_query("set client_connection_check_interval = '1s'") -%}
    {%- set holder = run_query(
        'select invocation_id from ' ~ private_relation('run_lock')
    ).columns[0].values()[0] -%}
    {%- if holder != invocation_id -%}
        {%- do exceptions.raise_compiler_error(
            'This run lost the target to run ' ~ (holder or 'nobody') ~ '. Start it again.'
        ) -%}
    {%- endif -%}
{%- endmacro %}
