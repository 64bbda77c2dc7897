{#- The nodes of the mart layer: every enabled model below models/marts. -#}
{% macro marts_in_manifest() -%}
    {%- set marts = [] -%}
    {%- for node in graph.nodes.values()
        if node.resource_type == 'model' and node.package_name == project_name
        and node.path.startswith('marts/') -%}
        {%- do marts.append(node) -%}
    {%- endfor -%}
    {{ return(marts) }}
{%- endmacro %}
