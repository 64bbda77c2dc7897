{#- The schemas whose relations are watched, by the names people read them under:
    {schema: {layer, system}}. The project's own, and the raw ones of the platforms that are on. -#}
{% macro watched_schemas() -%}
    {%- set found = {} -%}
    {%- for entry in graph.sources.values() if system_enabled(entry.source_name) -%}
        {%- do found.update({entry.schema: {'layer': 'raw', 'system': entry.source_name}}) -%}
    {%- endfor -%}
    {%- for node in graph.nodes.values()
        if node.package_name == project_name and node.resource_type in ['model', 'seed', 'snapshot'] -%}
        {%- set layer = node.config.schema -%}
        {%- if layer -%}{%- do found.update({live_schema(layer): {'layer': layer}}) -%}{%- endif -%}
    {%- endfor -%}
    {%- do found.update({quarantine_relation('rejected_rows').schema: {'layer': 'quarantine'}}) -%}
    {{ return(found) }}
{%- endmacro %}
