{#- A fact's SELECT for all days (or those of a condition), for its first build or to compare it whole. With
    config `by_partition` it is put together of one piece a partition of the feed's raw table (of more than
    60 some share one): PostgreSQL works these out side by side, and each sorts its own days. -#}
{% macro by_partition(sql, feed, condition='true') -%}
    {%- set bounds = run_query(day_bounds_sql(incremental_feeds()[feed])).columns[0].values() | list
        if config.get('by_partition') else [] -%}
    {%- if not bounds -%}{{ return(sql if condition == 'true' else only_days(sql, condition)) }}{%- endif -%}
    {%- set pieces = [] -%}
    {%- for first, until in zip([none] + bounds, bounds + [none]) -%}
        {%- set ends = [condition]
            + (["{column} >= '" ~ first ~ "'::date"] if first else [])
            + (["{column} < '" ~ until ~ "'::date"] if until else []) -%}
        {%- do pieces.append('select * from (\n' ~ only_days(sql, ends | join(' and ')) ~ '\n) as piece') -%}
    {%- endfor -%}
    {%- do run_query(settings_of_pieces_sql()) -%}
    {{ return(pieces | join('\nunion all\n')) }}
{%- endmacro %}
