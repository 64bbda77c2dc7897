{#- Counts the rows of one table on every side: raw, judged, accepted by key, and in the staging view.
    `audit_failures_sql` says whether they agree. -#}
{% macro audit_table_sql(model, table, rules) -%}
    {%- set judged = judged_relation(model.identifier) -%}
with counted as (
    select
        (select count(*) from {{ raw_or_nothing(table) }}) as source_rows,
        (select count(*) from {{ judged }}) as judged_rows,
        (select count(*) from {{ judged }} where broken_rules <> '{}') as rejected_rows,
        (
            select count(*) from (
                select from {{ judged }} where broken_rules = '{}' group by {{ rules.key | join(', ') }}
            ) as kept
        ) as kept_rows,
        (select count(*) from {{ model }}) as accepted_rows
)
insert into {{ quarantine_relation('table_audits') }} (
    source_system, source_table, source_rows, judged_rows, rejected_rows, kept_rows, accepted_rows, audited_at
)
select
    '{{ table.source_name }}', '{{ table.name }}', source_rows, judged_rows, rejected_rows, kept_rows,
    accepted_rows, as_of
from counted
cross join {{ private_relation('run_clock') }}
on conflict (source_system, source_table) do update
set source_rows = excluded.source_rows, judged_rows = excluded.judged_rows,
    rejected_rows = excluded.rejected_rows, kept_rows = excluded.kept_rows,
    accepted_rows = excluded.accepted_rows, audited_at = excluded.audited_at
{%- endmacro %}
