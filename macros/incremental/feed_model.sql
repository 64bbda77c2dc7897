{#- The relation of a model by name, for hooks, which can't ref. -#}
{% macro feed_model(name) -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' and node.name == name -%}
        {{ return(api.Relation.create(node.database, node.schema, node.alias)) }}
    {%- endfor -%}
    {%- do exceptions.raise_compiler_error('A feed reads ' ~ name ~ ', which is not a model.') -%}
{%- endmacro %}
