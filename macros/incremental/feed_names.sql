{#- The feeds of this installation that a model follows: its config `feed`, a name or a list of names,
    without those of platforms that are off. -#}
{% macro feed_names(feed) -%}
    {%- set here = incremental_feeds() -%}
    {%- set known = incremental_feeds(all_systems=true) -%}
    {%- set names = [] -%}
    {%- for name in ([feed] if feed is string else feed or []) -%}
        {%- if name not in known -%}
            {%- do exceptions.raise_compiler_error(name ~ ' is not a feed, see incremental_feeds.') -%}
        {%- elif name in here -%}
            {%- do names.append(name) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}
