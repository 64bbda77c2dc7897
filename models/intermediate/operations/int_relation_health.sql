-- Grain: one row per table, partition and materialized view that is watched, and how well it is.
-- Ages are measured from the moment of reading: the catalogs can't be read as of another one.
with

measured as (

    select
        relations.*,
        relations.dead_rows::numeric / nullif(relations.live_rows + relations.dead_rows, 0)
            as dead_row_share,
        relations.partitions_end_on - (now() at time zone 'UTC')::date as partition_days_left,
        audits.rules_checked,
        audits.rules_broken,
        audits.rejected_rows,
        backups.last_full_backup_at,
        backups.last_backup_type,
        backups.last_backup_status
    from {{ ref('int_relation_statistics') }} as relations
    left join {{ ref('int_raw_table_audits') }} as audits
        on relations.schema_name = audits.schema_name
        and relations.relation_name = audits.relation_name
    left join {{ ref('int_backup_states') }} as backups
        on relations.source_system = backups.source_system

)

select
    measured.relation_oid,
    measured.layer,
    measured.source_system,
    measured.schema_name,
    measured.relation_name,
    measured.relation_kind,
    measured.is_partition,
    measured.parent_relation,
    measured.total_bytes,
    measured.table_bytes,
    measured.index_bytes,
    measured.live_rows,
    measured.dead_rows,
    measured.planner_rows,
    measured.rows_changed_since_analyze,
    measured.last_analyzed_at,
    measured.last_vacuumed_at,
    measured.sequential_scans,
    measured.rows_read_sequentially,
    measured.index_scans,
    measured.cache_hit_ratio,
    measured.index_count,
    measured.has_primary_key,
    measured.has_unique_index,
    measured.invalid_index_count,
    measured.unused_index_count,
    measured.rarely_used_index_count,
    measured.unused_index_bytes,
    measured.unused_indexes,
    measured.partition_count,
    measured.empty_partition_count,
    measured.has_default_partition,
    measured.default_partition_rows,
    measured.partitions_end_on,
    measured.transaction_age,
    measured.statement_calls,
    measured.statement_ms,
    measured.slowest_statement_ms,
    measured.slow_statement_count,
    measured.dead_row_share,
    measured.partition_days_left,
    measured.rules_checked,
    measured.rules_broken,
    measured.rejected_rows,
    measured.last_full_backup_at,
    measured.last_backup_type,
    measured.last_backup_status,
    coalesce(health.health_status, 'healthy') as health_status,
    health.health_findings
from measured
{{ judged_by('warehouse_health', {
    'dead_row_share': 'case when measured.dead_rows >= 10000 then measured.dead_row_share end',
    'hours_since_analyze': (
        'case when measured.rows_changed_since_analyze > 0.1 * measured.live_rows '
        ~ 'then extract(epoch from now() - measured.last_analyzed_at) / 3600 end'
    ),
    'is_never_analyzed': (
        "(measured.live_rows >= 1000 and measured.relation_kind <> 'partitioned_table' "
        ~ 'and measured.last_analyzed_at is null)::integer'
    ),
    'unused_index_bytes': 'measured.unused_index_bytes',
    'invalid_index_count': 'measured.invalid_index_count',
    'rows_per_sequential_scan': (
        'case when measured.sequential_scans > 1000 '
        ~ 'then measured.rows_read_sequentially / measured.sequential_scans end'
    ),
    'partition_days_left': 'measured.partition_days_left',
    'default_partition_rows': 'measured.default_partition_rows',
    'transaction_age': 'measured.transaction_age',
}) }}
