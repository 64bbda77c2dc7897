{#- The first hook of every command. Commands that write take the target for themselves; before one
    that reads raw tables touches anything, these are compared with their contract. -#}
{% macro start_run() -%}
{%- if execute and flags.WHICH in ['run', 'build', 'test', 'seed', 'snapshot'] -%}
    {%- do require_systems() -%}
    {%- do require_settings() -%}
    {%- do require_attached_sources() -%}
    {%- do require_visible_rows() -%}
{%- endif -%}
{%- if execute and flags.WHICH in ['run', 'build'] -%}
    {%- do check_sources(selected_sources()) -%}
{%- endif -%}
{%- if execute and flags.WHICH in ['run', 'build', 'seed', 'snapshot'] -%}
    {%- do acquire_run_lock() -%}
{%- endif -%}
{%- if execute and flags.WHICH in ['run', 'build', 'test', 'seed', 'snapshot'] %}
    {{ ensure_foundations() }};
{%- endif -%}
{%- if execute and flags.WHICH in ['run', 'build'] %}
    {{ set_clock() }};
{%- endif -%}
{%- if execute %}
    commit
{%- endif -%}
{%- endmacro %}
