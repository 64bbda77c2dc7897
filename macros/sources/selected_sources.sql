{#- The source entries that the selected models read. -#}
{% macro selected_sources() -%}
    {%- set found = [] -%}
    {%- for node in graph.nodes.values() if node.unique_id in selected_resources -%}
        {%- for parent in node.get('depends_on', {}).get('nodes', []) if parent.startswith('source.') -%}
            {%- do found.append(parent) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
