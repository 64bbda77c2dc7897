{%- set statistics = statement_statistics() %}
-- Grain: one row per relation of the watched schemas that recorded statements name. Empty where
-- pg_stat_statements is not there. A reader who may not read all statistics finds his own
-- statements only.
{% if statistics -%}
    {%- set schemas = watched_schemas().keys() | join('|') %}
    with

    statements as (

        select
            row_number() over () as statement_number,
            recorded.calls,
            recorded.mean_exec_time,
            recorded.total_exec_time,
            recorded.query
        from {{ statistics }} as recorded
        inner join pg_database as databases
            on recorded.dbid = databases.oid and databases.datname = current_database()

    ),

    -- Each text is read once, whatever the number of relations, and counts once for each it names.
    named as (

        select distinct
            statements.statement_number,
            statements.calls,
            statements.mean_exec_time,
            statements.total_exec_time,
            lower(names.parts[1]) as schema_name,
            case
                when names.parts[2] like '"%'
                    then replace(substr(names.parts[2], 2, length(names.parts[2]) - 2), '""', '"')
                else lower(names.parts[2])
            end as relation_name
        from statements
        cross join
            lateral regexp_matches(
                statements.query,
                '\m({{ schemas }})"?[.]("(?:[^"]|"")+"|[[:alpha:]_][\w$]*)',
                'gi'
            ) as names (parts)

    )

    select
        rel.oid as relation_oid,
        sum(named.calls)::bigint as statement_calls,
        sum(named.total_exec_time)::numeric as statement_ms,
        max(named.mean_exec_time)::numeric as slowest_statement_ms,
        count(*) filter (where named.calls > 100 and named.mean_exec_time >= 100)
            as slow_statement_count
    from pg_class as rel
    inner join pg_namespace as nsp on rel.relnamespace = nsp.oid
    inner join named
        on nsp.nspname = named.schema_name and rel.relname = named.relation_name
    where rel.relkind in ('r', 'p', 'm')
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
