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
    measured.*,
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
