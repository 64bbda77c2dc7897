{#- The partitions of a feed's raw table and the files they are in: a TRUNCATE, or a table made anew, leaves
    no trace in load times, but gives a partition another file. -#}
{% macro feed_partitions_sql(feed, source) -%}
    {%- set relation = raw_relation(source.system, source.table).include(database=false) -%}
select distinct live.oid::regclass::text as partition, live.relfilenode::bigint as file
from pg_class as live
where live.relkind = 'r' and (
    live.oid = to_regclass('{{ relation }}')
    or live.oid in (select relid from pg_partition_tree(to_regclass('{{ relation }}')))
)
{%- endmacro %}
