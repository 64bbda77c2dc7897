{#- Name of a layer's schema that people read, whatever is being built beside it. -#}
{% macro live_schema(layer) -%}
    {{ return(target.schema ~ '_' ~ layer if target.name == 'dev' else layer) }}
{%- endmacro %}
