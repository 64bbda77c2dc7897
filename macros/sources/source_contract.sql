{#- What the project expects of a raw table: the columns of its source entry, by name.
    Empty while dbt only parses, and for tools that compile without the graph. -#}
{% macro source_contract(system, table) -%}
    {%- if execute and graph.sources -%}
        {%- for entry in graph.sources.values()
            if entry.source_name == system and entry.name == table and entry.package_name == project_name -%}
            {{ return(entry.columns) }}
        {%- endfor -%}
    {%- endif -%}
    {{ return({}) }}
{%- endmacro %}
