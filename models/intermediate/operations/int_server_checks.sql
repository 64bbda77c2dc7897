{%- set statistics = statement_statistics() %}
-- Grain: one row per check of the warehouse's own server, measured when it is read. Everybody may
-- see these numbers; statements of others only who may read all statistics.
with

sessions as (

    select
        count(*) filter (where cardinality(pg_blocking_pids(pid)) > 0) as blocked_sessions,
        count(*) filter (where backend_type = 'client backend') as client_sessions
    from pg_stat_activity

),

-- How far the slowest standby is behind. A lag counts up: replay minus now never would.
standbys as (

    select max(extract(epoch from replay_lag)) as replication_lag_seconds
    from pg_stat_replication

),

{% if statistics -%}
    statements as (

        select
            max(recorded.mean_exec_time) filter (where recorded.calls > 100)::numeric
                as slowest_statement_ms,
            count(*) filter (where recorded.calls > 100 and recorded.mean_exec_time >= 100)
                as slow_statements
        from {{ statistics }} as recorded
        inner join pg_database as databases
            on recorded.dbid = databases.oid and databases.datname = current_database()

    )
{%- else -%}
    statements as (

        select
            null::numeric as slowest_statement_ms,
            null::bigint as slow_statements

    )
{%- endif %}

select
    'warehouse'::text as database_name,
    checks.check_name,
    checks.measured_value,
    now() as measured_at
from sessions
cross join standbys
cross join statements
inner join pg_stat_database as databases on databases.datname = current_database()
inner join pg_database as catalogued on databases.datid = catalogued.oid
cross join lateral (
    values
    (
        'connection_share',
        sessions.client_sessions::numeric / current_setting('max_connections')::numeric
    ),
    ('blocked_sessions', sessions.blocked_sessions::numeric),
    ('database_bytes', pg_database_size(catalogued.oid)::numeric),
    ('replication_lag_seconds', standbys.replication_lag_seconds),
    (
        'cache_hit_ratio',
        databases.blks_hit::numeric / nullif(databases.blks_hit + databases.blks_read, 0)
    ),
    ('deadlocks', databases.deadlocks::numeric),
    ('transaction_age', age(catalogued.datfrozenxid)::numeric),
    ('slow_statements', statements.slow_statements::numeric),
    ('slowest_statement_ms', statements.slowest_statement_ms)
) as checks (check_name, measured_value)
