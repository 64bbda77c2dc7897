{#- All models that follow a feed, of whichever: one look through the project for a hook that asks for many. -#}
{% macro fact_nodes() -%}
    {%- set facts = [] -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' and node.config.get('feed') -%}
        {%- do facts.append(node) -%}
    {%- endfor -%}
    {{ return(facts) }}
{%- endmacro %}
