{#- A fact's SELECT for all days (or those of a condition), for its first build or to compare it whole. With
    config `by_partition` it is put together of one piece a partition of the feed's raw table (of more than
    60 some share one): see in_pieces. -#}
{% macro by_partition(sql, feed, condition='true') -%}
    {%- set bounds = run_query(day_bounds_sql(incremental_feeds()[feed])).columns[0].values() | list
        if config.get('by_partition') else [] -%}
    {{ return(in_pieces(sql, bounds, condition)) }}
{%- endmacro %}
