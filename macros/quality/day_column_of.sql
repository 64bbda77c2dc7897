{#- The column of a model's day: its config `day_column`, or that of its meta. -#}
{% macro day_column_of(node) -%}
    {{ return(node.config.get('day_column') or node.config.get('meta', {}).get('day_column')) }}
{%- endmacro %}
