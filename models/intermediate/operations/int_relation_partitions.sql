-- Grain: one row per partitioned table, of the whole database, over all its leaves. From the
-- catalogs: read when it is read.
with

leaves as (

    select
        pg_partition_root(rel.oid) as relation_oid,
        rel.relname as leaf_name,
        pg_get_expr(rel.relpartbound, rel.oid) as bound,
        pg_total_relation_size(rel.oid) as total_bytes,
        pg_table_size(rel.oid) as table_bytes,
        pg_indexes_size(rel.oid) as index_bytes,
        usages.n_live_tup as live_rows,
        usages.n_dead_tup as dead_rows
    from pg_class as rel
    left join pg_stat_user_tables as usages on rel.oid = usages.relid
    where rel.relispartition and rel.relkind = 'r'

)

select
    relation_oid,
    count(*) as partition_count,
    count(*) filter (where live_rows = 0) as empty_partition_count,
    bool_or(bound = 'DEFAULT') as has_default_partition,
    sum(live_rows) filter (where bound = 'DEFAULT')::bigint as default_partition_rows,
    -- The end of the last one, where partitions are ranges of time.
    max(substring(bound from $$ TO \('(\d{4}-\d{2}-\d{2})[^']*'\)$$)::date) as partitions_end_on,
    sum(total_bytes)::bigint as total_bytes,
    sum(table_bytes)::bigint as table_bytes,
    sum(index_bytes)::bigint as index_bytes,
    sum(live_rows)::bigint as live_rows,
    sum(dead_rows)::bigint as dead_rows
from leaves
group by relation_oid
