{{ config(materialized='view') }}

-- Grain: one row per platform, raw table and rule.
-- A view, not a materialized one: it must also tell of the build whose failure kept marts back.
select
    {{ surrogate_key('rule', [
        'results.source_system', 'results.source_table', 'results.rule_name'
    ]) }} as rule_key,
    results.source_system,
    results.source_table,
    results.rule_name,
    results.rule_kind,
    results.asserts,
    case results.rule_kind when 'row' then 'row is kept out' else 'reported' end as severity,
    results.rows_checked,
    results.rows_failing,
    results.rows_failing::numeric / nullif(results.rows_checked, 0) as failing_share,
    results.first_failed_at,
    results.last_failed_at,
    audits.source_rows,
    audits.accepted_rows,
    audits.rejected_rows,
    audits.superseded_rows,
    results.checked_at as as_of,
    results.checked_at as refreshed_at
from {{ quarantine_relation('rule_results') }} as results
left join {{ quarantine_relation('table_audits') }} as audits
    on results.source_system = audits.source_system
    and results.source_table = audits.source_table
