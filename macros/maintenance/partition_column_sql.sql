{#- Common table expressions: the raw table itself (root) and, where it is partitioned by ranges of one date or
    time, that column (keyed). Of times with a zone the bounds are no days in UTC (is_shifted). -#}
{% macro partition_column_sql(relation, column=none, is_shifted=false) -%}
root as (select to_regclass('{{ relation.include(database=false) }}')::oid as oid),
keyed as (
    select att.attname, att.atttypid = 'timestamptz'::regtype or {{ is_shifted | lower }} as is_shifted
    from root
    join pg_partitioned_table as part
        on part.partrelid = root.oid and part.partstrat = 'r' and part.partnatts = 1
    join pg_attribute as att on att.attrelid = root.oid and att.attnum = part.partattrs[0]
    where att.atttypid in ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype)
        {{- " and att.attname = '" ~ column ~ "'" if column }}
)
{%- endmacro %}
