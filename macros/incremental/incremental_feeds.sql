{#- The feeds of this installation: {name: what its platform declares of it (see daily_profit_feeds)},
    named <system>_<entity>. Feeds of a platform that is off are gone, unless all are asked for.
    `executions` stands for what every run takes in whole. -#}
{% macro incremental_feeds(all_systems=false) -%}
    {%- set feeds = {} -%}
    {%- set declared = {
        'swiftbolt': swiftbolt_feeds(),
        'mastertrade': mastertrade_feeds(),
        'daily_profit': daily_profit_feeds(),
        'schwab': schwab_feeds(),
        'patriot': patriot_feeds(),
    } -%}
    {%- for system, entities in declared.items() if all_systems or system_enabled(system) -%}
        {%- for entity, feed in entities.items() -%}
            {%- do feeds.update({system ~ '_' ~ entity: dict(feed, system=system)}) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- do feeds.update({'executions': {}}) -%}
    {{ return(feeds) }}
{%- endmacro %}
