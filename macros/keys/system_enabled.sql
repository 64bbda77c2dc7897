{#- Whether this installation has a platform: its name is in the var `systems`. -#}
{% macro system_enabled(system) -%}
    {{ return(system in var('systems')) }}
{%- endmacro %}
