{#- The touched days of a raw table and those that an audit has to look at with them: days of partitions
    that are gone, and where days of the feed are sessions, the days beside them. -#}
{% macro audited_with(table, day, days) -%}
    {%- set around = 2 if day.is_session else 0 -%}
    {{ return(run_query(
        "select day::text from (select touched::date + shift as day from unnest('{" ~ days | join(',')
        ~ "}'::date[]) as touched cross join generate_series(" ~ -around ~ ', ' ~ around ~ ') as shift'
        ~ ' union select day from ' ~ quarantine_relation('audited_days')
        ~ " where source_system = '" ~ table.source_name ~ "' and source_table = '" ~ table.name
        ~ "' and day is not null and not partitions <@ (array(select relid::oid from pg_partition_tree('"
        ~ day.relation.include(database=false) ~ "')) || coalesce(to_regclass('"
        ~ day.relation.include(database=false) ~ "')::oid, 0))"
        ~ ') as found order by day'
    ).columns[0].values() | list) }}
{%- endmacro %}
