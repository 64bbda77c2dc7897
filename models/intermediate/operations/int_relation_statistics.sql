{%- set schemas = watched_schemas() if execute else {'marts': {'layer': 'marts'}} %}
-- Grain: one row per table, partition and materialized view in the schemas of the project and of
-- the raw tables. From the catalogs: read when it is read. A partitioned table holds nothing
-- itself, its row adds up its partitions.
with

watched (schema_name, layer, source_system) as (

    values
    {%- for schema, facts in schemas.items() %}
        (
            '{{ schema }}',
            '{{ facts.layer }}',
            {{ "'" ~ facts.system ~ "'" if facts.system else 'null' }}
        ){{ ',' if not loop.last }}
    {%- endfor %}

),

relations as (

    select
        rel.oid as relation_oid,
        watched.layer,
        watched.source_system,
        nsp.nspname::text as schema_name,
        rel.relname::text as relation_name,
        case rel.relkind
            when 'r' then case when rel.relispartition then 'partition' else 'table' end
            when 'p' then 'partitioned_table'
            else 'materialized_view'
        end as relation_kind,
        rel.relispartition as is_partition,
        parents.inhparent::regclass::text as parent_relation,
        nullif(rel.reltuples, -1)::bigint as planner_rows,
        nullif(age(rel.relfrozenxid), 2147483647) as transaction_age
    from pg_class as rel
    inner join pg_namespace as nsp on rel.relnamespace = nsp.oid
    inner join watched on nsp.nspname = watched.schema_name
    left join pg_inherits as parents on rel.oid = parents.inhrelid and rel.relispartition
    where rel.relkind in ('r', 'p', 'm')

)

select
    relations.relation_oid,
    relations.layer,
    relations.source_system,
    relations.schema_name,
    relations.relation_name,
    relations.relation_kind,
    relations.is_partition,
    relations.parent_relation,
    coalesce(partitions.total_bytes, pg_total_relation_size(relations.relation_oid)) as total_bytes,
    coalesce(partitions.table_bytes, pg_table_size(relations.relation_oid)) as table_bytes,
    coalesce(partitions.index_bytes, pg_indexes_size(relations.relation_oid)) as index_bytes,
    coalesce(partitions.live_rows, usages.n_live_tup, 0) as live_rows,
    coalesce(partitions.dead_rows, usages.n_dead_tup, 0) as dead_rows,
    relations.planner_rows,
    coalesce(usages.n_mod_since_analyze, 0) as rows_changed_since_analyze,
    greatest(usages.last_analyze, usages.last_autoanalyze) as last_analyzed_at,
    greatest(usages.last_vacuum, usages.last_autovacuum) as last_vacuumed_at,
    coalesce(usages.seq_scan, 0) as sequential_scans,
    coalesce(usages.seq_tup_read, 0) as rows_read_sequentially,
    coalesce(usages.idx_scan, 0) as index_scans,
    blocks.heap_blks_hit::numeric / nullif(blocks.heap_blks_hit + blocks.heap_blks_read, 0)
        as cache_hit_ratio,
    coalesce(indexes.index_count, 0) as index_count,
    coalesce(indexes.has_primary_key, false) as has_primary_key,
    coalesce(indexes.has_unique_index, false) as has_unique_index,
    coalesce(indexes.invalid_index_count, 0) as invalid_index_count,
    coalesce(indexes.unused_index_count, 0) as unused_index_count,
    coalesce(indexes.rarely_used_index_count, 0) as rarely_used_index_count,
    coalesce(indexes.unused_index_bytes, 0) as unused_index_bytes,
    coalesce(indexes.unused_indexes, '{}') as unused_indexes,
    partitions.partition_count,
    partitions.empty_partition_count,
    partitions.has_default_partition,
    partitions.default_partition_rows,
    partitions.partitions_end_on,
    relations.transaction_age,
    statements.statement_calls,
    statements.statement_ms,
    statements.slowest_statement_ms,
    statements.slow_statement_count
from relations
left join pg_stat_user_tables as usages on relations.relation_oid = usages.relid
left join pg_statio_user_tables as blocks on relations.relation_oid = blocks.relid
left join {{ ref('int_relation_indexes') }} as indexes
    on relations.relation_oid = indexes.relation_oid
left join {{ ref('int_relation_partitions') }} as partitions
    on relations.relation_oid = partitions.relation_oid
left join {{ ref('int_relation_statements') }} as statements
    on relations.relation_oid = statements.relation_oid
