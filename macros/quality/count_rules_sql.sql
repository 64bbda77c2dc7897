{#- Brings quarantine.rule_results up to date for one table: what each rule asserts, how many rows it
    saw, how many break it, and the first and last run it was broken in. -#}
{% macro count_rules_sql(model, table, rules, oddities, reported) -%}
    {%- set results = quarantine_relation('rule_results') -%}
    {%- set judged = judged_relation(model.identifier) -%}
    {%- set own = "source_system = '" ~ table.source_name ~ "' and source_table = '" ~ table.name ~ "'" -%}
with {{ count_oddities_sql(model, oddities) }},
broken as materialized (
    select unnest(broken_rules) as rule_name
    from {{ judged }}
    where broken_rules <> '{}'
),
found (rule_name, rule_kind, asserts, rows_failing) as (
    {{ found_rules_sql(rules, reported) }}
),
counted as (
    select found.*, (select count(*) from {{ judged }}) as rows_checked, as_of
    from found
    cross join {{ private_relation('run_clock') }}
),
dropped as (
    delete from {{ results }} as known
    where {{ own }} and not exists (select from found where found.rule_name = known.rule_name)
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
