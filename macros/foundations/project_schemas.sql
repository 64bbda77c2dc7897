{#- The schemas this project builds into, from the manifest. -#}
{% macro project_schemas() -%}
    {%- set names = [] -%}
    {%- for node in graph.nodes.values()
        if node.resource_type in ['model', 'seed', 'snapshot'] and node.package_name == project_name -%}
        {%- if node.schema not in names -%}{%- do names.append(node.schema) -%}{%- endif -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}
