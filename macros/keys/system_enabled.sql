{#- Whether this installation has a platform: its name is in the environment variable
    TRADEHOUSE_SYSTEMS (comma-separated), or in the var `systems` where that is not set. -#}
{% macro system_enabled(system) -%}
    {%- set systems = env_var('TRADEHOUSE_SYSTEMS', var('systems') | join(',')) -%}
    {{ return(system in systems.replace(' ', '').split(',')) }}
{%- endmacro %}
