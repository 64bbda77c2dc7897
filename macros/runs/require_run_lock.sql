{#- Stops a model whose run no longer holds the target, because another run believed it dead. -#}
{% macro require_run_lock() -%}
    {%- set holder = run_query(
        'select invocation_id from ' ~ private_relation('run_lock')
    ).columns[0].values()[0] -%}
    {%- if holder != invocation_id -%}
        {%- do exceptions.raise_compiler_error(
            'This run lost the target to run ' ~ (holder or 'nobody') ~ '. Start it again.'
        ) -%}
    {%- endif -%}
{%- endmacro %}
