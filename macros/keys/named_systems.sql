{#- The platforms that this installation says it has, as a list: of the environment variable
    TRADEHOUSE_SYSTEMS (comma-separated), or of the var `systems` where that is not set. -#}
{% macro named_systems() -%}
    {%- set systems = var('systems') -%}
    {%- set listed = systems if systems is string else systems | join(',') -%}
    {{ return(env_var('TRADEHOUSE_SYSTEMS', listed).replace(' ', '').split(',')) }}
{%- endmacro %}
