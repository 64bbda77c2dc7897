{#- The condition that a day is none of those that facts keep although their raw partition is gone, for a fact
    that is written whole; none where all raw rows are there. -#}
{% macro kept_condition(feed) -%}
    {%- set feeds = [feed] if feed is string else feed -%}
    {%- set kept = run_query(
        'select range_agg(days)::text from ' ~ private_relation('kept_days')
        ~ " where not isempty(days) and feed in ('" ~ feeds | join("', '") ~ "')"
    ).columns[0].values()[0] -%}
    {{ return("not ({column} <@ '" ~ kept ~ "'::datemultirange)" if kept else none) }}
{%- endmacro %}
