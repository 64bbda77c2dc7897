{#- Brings quarantine.rule_results up to date for one table: what each rule asserts, how many rows it
    saw, how many break it, and the first and last run it was broken in. -#}
{% macro count_rules_sql(model, table, rules, reported) -%}
    {%- set results = quarantine_relation('rule_results') -%}
with broken as materialized (
    select unnest(broken_rules) as rule_name
    from {{ judged_relation(model.identifier) }}
    where broken_rules <> '{}'
),
found (rule_name, rule_kind, asserts, rows_failing) as (
    {%- for name, asserts in row_rules(rules).items() %}
    select '{{ name }}', 'row', {{ dbt.string_literal(dbt.escape_single_quotes(asserts)) }},
        (select count(*) from broken where rule_name = '{{ name }}')
    {{ 'union all' if reported or not loop.last }}
    {%- endfor %}
    {%- for name, rule in reported.items() %}
    select '{{ name }}', '{{ rule.kind }}', {{ dbt.string_literal(dbt.escape_single_quotes(rule.asserts)) }},
        ({{ rule.failing }})
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),
counted as (
    select found.*, (select count(*) from {{ judged_relation(model.identifier) }}) as rows_checked, as_of
    from found
    cross join {{ private_relation('run_clock') }}
),
dropped as (
    delete from {{ results }} as known
    where known.source_system = '{{ table.source_name }}' and known.source_table = '{{ table.name }}'
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
