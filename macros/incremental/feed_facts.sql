{#- The facts that follow a feed: the models that name it in their config `feed`. The watermark of a
    feed moves only when all of them took its rows in. -#}
{% macro feed_facts(feed, nodes=none) -%}
    {%- set facts = [] -%}
    {%- for node in (fact_nodes() if nodes is none else nodes) if follows_feed(node, feed) -%}
        {%- do facts.append(node) -%}
    {%- endfor -%}
    {{ return(facts) }}
{%- endmacro %}
