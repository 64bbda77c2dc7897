{#- A type without its length or precision: `numeric(12,4)` is `numeric`. -#}
{% macro bare_type(data_type) -%}
    {{ return(modules.re.sub('\\(.*?\\)', '', data_type) | replace('  ', ' ') | trim) }}
{%- endmacro %}
