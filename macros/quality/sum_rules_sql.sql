{#- As count_rules_sql, from the counts of the days: a rule without a count keeps what it found before. -#}
{% macro sum_rules_sql(table, rules, reported, own) -%}
with failing as materialized (
    select rule_name, sum(rows_failing::bigint) as rows_failing
    from {{ quarantine_relation('audited_days') }}
    cross join jsonb_each_text(failing) as found (rule_name, rows_failing)
    where {{ own }}
    group by rule_name
),
found (rule_name, rule_kind, asserts, rows_failing) as (
    {{ found_rules_sql(rules, reported, 'select coalesce(sum(rows_failing), 0) from failing') }}
),
{{ keep_results_sql(
    table, 'select coalesce(sum(judged_rows), 0) from ' ~ quarantine_relation('audited_days') ~ ' where ' ~ own
) }}
{%- endmacro %}
