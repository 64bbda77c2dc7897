{#- The staging model that reads a source entry; none when there is none. -#}
{% macro staging_model_of(entry) -%}
    {%- for node in graph.nodes.values()
        if node.resource_type == 'model' and entry.unique_id in node.depends_on.nodes -%}
        {{ return(node) }}
    {%- endfor -%}
{%- endmacro %}
