{#- The partitions that rows of a raw table are in, as an aggregate. A builder that may read only some columns is
    denied `tableoid`, as all that PostgreSQL adds: its rows may be in any, and all days are looked at again when
    one of the partitions is gone. -#}
{% macro partitions_of_rows(relation) -%}
    {%- set name = relation.include(database=false) -%}
    {%- set may_ask = run_query("select has_table_privilege('" ~ name ~ "', 'select')").columns[0].values()[0] -%}
    {{ return('array_agg(distinct tableoid)' if may_ask
        else "(select array_agg(relid::oid) from pg_partition_tree('" ~ name ~ "'))") }}
{%- endmacro %}
