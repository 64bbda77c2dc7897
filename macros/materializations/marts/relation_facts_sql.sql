{#- What the catalog knows of a relation and of its probe (see probe_sql), as common table
    expressions: live, live_columns, probe_columns, live_indexes, declared_indexes. An index is its
    uniqueness and everything after USING: method, columns, expressions, INCLUDE and WHERE. -#}
{% macro relation_facts_sql(relation) -%}
live as (
    select * from pg_class where oid = to_regclass('{{ relation }}')
),
columns as (
    select
        attrelid,
        array_agg(attname || ' ' || format_type(atttypid, atttypmod) order by attnum) as signature
    from pg_attribute
    where attrelid in ((select oid from live), 'pg_temp.probe_table'::regclass)
        and attnum > 0 and not attisdropped
    group by attrelid
),
live_columns as (select signature from columns where attrelid = (select oid from live)),
probe_columns as (select signature from columns where attrelid = 'pg_temp.probe_table'::regclass),
indexes as (
    select
        idx.indrelid,
        ixc.relname ~ '^[0-9a-f]{32}$' as is_named_by_dbt,
        idx.indisunique and idx.indpred is null and idx.indexprs is null and idx.indisvalid
            as is_plain_unique,
        idx.indisunique || substring(pg_get_indexdef(idx.indexrelid) from ' USING .*$')
            as signature
    from pg_index as idx
    join pg_class as ixc on ixc.oid = idx.indexrelid
    where idx.indrelid in ((select oid from live), 'pg_temp.probe_table'::regclass)
),
live_indexes as (select * from indexes where indrelid = (select oid from live)),
declared_indexes as (
    select * from indexes where indrelid = 'pg_temp.probe_table'::regclass
)
{%- endmacro %}
