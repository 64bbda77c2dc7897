{#- The end of count_rules_sql and sum_rules_sql: what was found goes to quarantine.rule_results, and rules
    that are stated no more leave it. -#}
{% macro keep_results_sql(table, rows_checked) -%}
    {%- set results = quarantine_relation('rule_results') -%}
counted as (
    select found.*, ({{ rows_checked }}) as rows_checked, as_of
    from found
    cross join {{ private_relation('run_clock') }}
    where rows_failing is not null
),
dropped as (
    delete from {{ results }} as known
    where source_system = '{{ table.source_name }}' and source_table = '{{ table.name }}'
        and not exists (select from found where found.rule_name = known.rule_name)
)
insert into {{ results }} as known
select
    '{{ table.source_name }}', '{{ table.name }}', rule_name, rule_kind, asserts, rows_checked,
    rows_failing, case when rows_failing > 0 then as_of end, case when rows_failing > 0 then as_of end, as_of
from counted
on conflict (source_system, source_table, rule_name) do update
set rule_kind = excluded.rule_kind, asserts = excluded.asserts, rows_checked = excluded.rows_checked,
    rows_failing = excluded.rows_failing, checked_at = excluded.checked_at,
    first_failed_at = coalesce(known.first_failed_at, excluded.first_failed_at),
    last_failed_at = coalesce(excluded.last_failed_at, known.last_failed_at)
{%- endmacro %}
