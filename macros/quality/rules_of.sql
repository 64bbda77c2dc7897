{#- What is declared next to a staging model: the arguments of its test `keeps_its_rules`. -#}
{% macro rules_of(model_id) -%}
    {%- for node in graph.nodes.values()
        if node.resource_type == 'test' and node.attached_node == model_id
        and node.test_metadata.name == 'keeps_its_rules' -%}
        {{ return(node.test_metadata.kwargs) }}
    {%- endfor -%}
    {%- do exceptions.raise_compiler_error(
        model_id ~ ' has no rules. Give it the data test keeps_its_rules, with a key.'
    ) -%}
{%- endmacro %}
