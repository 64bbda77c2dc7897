{#- The facts that follow a feed: the models that name it in their config `feed`. The watermark of a
    feed moves only when all of them took its rows in. -#}
{% macro feed_facts(feed) -%}
    {%- set facts = [] -%}
    {%- for node in graph.nodes.values()
        if node.resource_type == 'model' and node.config.get('feed')
        and feed in feed_names(node.config.get('feed')) -%}
        {%- do facts.append(node) -%}
    {%- endfor -%}
    {{ return(facts) }}
{%- endmacro %}
