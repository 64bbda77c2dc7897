{#- The source entry that a staging model reads. -#}
{% macro source_of(model_name) -%}
    {%- for node in graph.nodes.values()
        if node.resource_type == 'model' and node.name == model_name and node.package_name == project_name -%}
        {%- for parent in node.depends_on.nodes if parent.startswith('source.') -%}
            {{ return(graph.sources[parent]) }}
        {%- endfor -%}
    {%- endfor -%}
    {%- do exceptions.raise_compiler_error(model_name ~ ' reads no source.') -%}
{%- endmacro %}
