{{ config(materialized='view') }}

-- Grain: one row per table, partition and materialized view of the project and of the raw tables.
-- A view, not a materialized one: the catalogs say what is now. A copy made in the middle of a run
-- would lack what the run builds after it, and describe relations that the run has replaced.
select
    {{ surrogate_key('relation', ['relations.schema_name', 'relations.relation_name']) }}
        as relation_key,
    relations.layer,
    relations.source_system,
    relations.schema_name,
    relations.relation_name,
    relations.relation_kind,
    relations.is_partition,
    relations.parent_relation,

    -- health
    relations.health_status,
    relations.health_findings,

    -- size
    relations.total_bytes,
    relations.table_bytes,
    relations.index_bytes,
    relations.live_rows,
    relations.dead_rows,
    relations.dead_row_share,
    relations.planner_rows,

    -- care
    relations.rows_changed_since_analyze,
    relations.last_analyzed_at,
    relations.last_vacuumed_at,
    relations.transaction_age,

    -- use
    relations.sequential_scans,
    relations.rows_read_sequentially,
    relations.index_scans,
    relations.cache_hit_ratio,
    relations.index_count,
    relations.has_primary_key,
    relations.has_unique_index,
    relations.invalid_index_count,
    relations.unused_index_count,
    relations.rarely_used_index_count,
    relations.unused_index_bytes,
    relations.unused_indexes,
    relations.statement_calls,
    relations.statement_ms,
    relations.slowest_statement_ms,
    relations.slow_statement_count,

    -- partitions
    relations.partition_count,
    relations.empty_partition_count,
    relations.has_default_partition,
    relations.default_partition_rows,
    relations.partitions_end_on,
    relations.partition_days_left,

    -- rules and backups of the platform
    relations.rules_checked,
    relations.rules_broken,
    relations.rejected_rows,
    relations.last_full_backup_at,
    relations.last_backup_type,
    relations.last_backup_status,
    now() as as_of,
    now() as refreshed_at
from {{ ref('int_relation_health') }} as relations
