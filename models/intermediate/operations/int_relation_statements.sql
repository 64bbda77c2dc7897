{%- set statistics = statement_statistics() %}
-- Grain: one row per relation of the watched schemas that recorded statements name. Empty where
-- pg_stat_statements is not there. A reader who may not read all statistics finds his own
-- statements only.
{% if statistics -%}
    with

    statements as materialized (

        select
            recorded.calls,
            recorded.mean_exec_time,
            recorded.total_exec_time,
            replace(recorded.query, '"', '') as statement_text
        from {{ statistics }} as recorded
        inner join pg_database as databases
            on recorded.dbid = databases.oid and databases.datname = current_database()

    )

    select
        rel.oid as relation_oid,
        sum(statements.calls)::bigint as statement_calls,
        sum(statements.total_exec_time)::numeric as statement_ms,
        max(statements.mean_exec_time)::numeric as slowest_statement_ms,
        count(*) filter (where statements.calls > 100 and statements.mean_exec_time >= 100)
            as slow_statement_count
    from pg_class as rel
    inner join pg_namespace as nsp on rel.relnamespace = nsp.oid
    inner join statements
        on position(nsp.nspname || '.' || rel.relname in statements.statement_text) > 0
        and statements.statement_text
        ~ ('\m' || nsp.nspname || '[.]' || rel.relname || '($|[^a-zA-Z0-9_])')
    where
        rel.relkind in ('r', 'p', 'm')
        and nsp.nspname in ('{{ watched_schemas().keys() | join("', '") }}')
    group by rel.oid
{%- else -%}
    select
        null::oid as relation_oid,
        null::bigint as statement_calls,
        null::numeric as statement_ms,
        null::numeric as slowest_statement_ms,
        null::bigint as slow_statement_count
    where false
{%- endif %}
