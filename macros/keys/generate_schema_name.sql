{#- Layer names as they are, except in `dev`, where the developer's schema prefixes them. With the
    var `release: green` the marts are built beside the live ones: see swap_marts. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {%- if custom_schema_name is none -%}
        {{ target.schema }}
    {%- elif custom_schema_name == 'marts' and var('release', none) == 'green' -%}
        {{ live_schema('marts') }}_next
    {%- else -%}
        {{ live_schema(custom_schema_name | trim) }}
    {%- endif -%}
{%- endmacro %}
