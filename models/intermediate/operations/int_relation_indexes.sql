-- Grain: one row per relation with indexes, of the whole database. From the catalogs: read when it
-- is read. Unused is an index that no query read since statistics were last reset and that neither
-- keeps a rule (unique, primary key, constraint) nor is a template of partitioned ones.
with

indexes as (

    select
        idx.indrelid as relation_oid,
        rel.relname || substring(pg_get_indexdef(idx.indexrelid) from ' USING .*$') as index_name,
        idx.indisprimary as is_primary,
        idx.indisunique as is_unique,
        idx.indisvalid as is_valid,
        rel.relkind = 'i'
        and not idx.indisunique
        and not exists (
            select 1 from pg_constraint as con
            where con.conindid = idx.indexrelid
        ) as may_be_unused,
        usages.idx_scan as scans,
        usages.idx_tup_read as rows_read,
        case when rel.relkind = 'i' then pg_relation_size(idx.indexrelid) end as index_bytes
    from pg_index as idx
    inner join pg_class as rel on idx.indexrelid = rel.oid
    left join pg_stat_user_indexes as usages on idx.indexrelid = usages.indexrelid

)

select
    relation_oid,
    count(*) as index_count,
    bool_or(is_primary) as has_primary_key,
    bool_or(is_unique and is_valid) as has_unique_index,
    count(*) filter (where not is_valid) as invalid_index_count,
    count(*) filter (where may_be_unused and scans = 0) as unused_index_count,
    count(*) filter (where may_be_unused and scans < 10) as rarely_used_index_count,
    coalesce(sum(index_bytes) filter (where may_be_unused and scans = 0), 0)::bigint
        as unused_index_bytes,
    coalesce(
        array_agg(index_name order by index_bytes desc, index_name asc)
        filter (where may_be_unused and scans = 0),
        '{}'
    ) as unused_indexes
from indexes
group by relation_oid
