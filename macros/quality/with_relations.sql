{#- A query with {model} replaced by the relation of that model. -#}
{% macro with_relations(query) -%}
    {%- set text = namespace(sql=query) -%}
    {%- for model in modules.re.findall('\\{(\\w+)\\}', query) -%}
        {%- set text.sql = text.sql | replace('{' ~ model ~ '}', audited_relation(model) | string) -%}
    {%- endfor -%}
    {{ return(text.sql) }}
{%- endmacro %}
