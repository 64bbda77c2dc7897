{#- Whether a model names a feed in its config `feed`. Asked of every fact and feed of every run, so that
    names are not checked here: `feed_names` does when a fact is built. -#}
{% macro follows_feed(node, feed) -%}
    {%- set named = node.config.get('feed') or [] -%}
    {{ return(named == feed or (named is not string and feed in named)) }}
{%- endmacro %}
