-- Grain: one row per raw table that this installation reads: what its rules found when they last
-- looked. They are the platform's own integrity checks in the form that finds something: a parent
-- is looked for on the parent's side.
with

rules as (

    select
        results.source_system,
        results.source_table,
        count(*) as rules_checked,
        count(*) filter (where results.rows_failing > 0) as rules_broken,
        max(results.checked_at) as rules_checked_at
    from {{ quarantine_relation('rule_results') }} as results
    group by results.source_system, results.source_table

)

select
    tables.source_system,
    tables.source_table,
    tables.schema_name,
    tables.relation_name,
    rules.rules_checked,
    rules.rules_broken,
    rules.rules_checked_at,
    audits.source_rows,
    audits.rejected_rows,
    -- By the catalog: to_regclass would ask readers for rights on the raw schemas.
    not exists (
        select 1
        from pg_class as rel
        inner join pg_namespace as nsp on rel.relnamespace = nsp.oid
        where nsp.nspname = tables.schema_name and rel.relname = tables.relation_name
    ) as is_missing
from {{ ref('int_raw_tables') }} as tables
left join rules
    on tables.source_system = rules.source_system
    and tables.source_table = rules.source_table
left join {{ quarantine_relation('table_audits') }} as audits
    on tables.source_system = audits.source_system
    and tables.source_table = audits.source_table
