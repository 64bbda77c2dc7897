{#- Whether this installation has a platform (named_systems). -#}
{% macro system_enabled(system) -%}
    {{ return(system in named_systems()) }}
{%- endmacro %}
