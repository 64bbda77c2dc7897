{#- How the comment of a staging view begins that detach_sources has emptied. -#}
{% macro detached_mark() -%}
    {{ return('Detached from ') }}
{%- endmacro %}
