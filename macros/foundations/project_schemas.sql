{#- The schemas this project builds into: those of the manifest, and the quarantine. -#}
{% macro project_schemas() -%}
    {%- set names = [quarantine_relation('rejected_rows').schema] -%}
    {%- for node in graph.nodes.values()
        if node.resource_type in ['model', 'seed', 'snapshot'] and node.package_name == project_name -%}
        {%- if node.schema not in names -%}{%- do names.append(node.schema) -%}{%- endif -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}
