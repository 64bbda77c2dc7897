{#- What carried_in leaves in a SELECT, as a pattern: the column and the key. -#}
{% macro carried_mark() -%}
    {{ return('\\(null::[^/]+ /\\* carried in: (\\w+), ([\\w.]+) \\*/\\)') }}
{%- endmacro %}
