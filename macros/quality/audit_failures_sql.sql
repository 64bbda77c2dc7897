{#- What is wrong with the last audit of a table, one row each: rows lost or multiplied between raw and
    staging, or too many rejected. One rejected row never is too many, unless the share is 0. -#}
{% macro audit_failures_sql(table, also_unique) -%}
    {%- set share = var('max_rejected_share', 0.01) | float -%}
select
    problems.problem,
    audits.source_rows,
    audits.judged_rows,
    audits.rejected_rows,
    audits.kept_rows,
    audits.accepted_rows
from {{ quarantine_relation('table_audits') }} as audits
cross join lateral (
    values
    ('rows were lost or multiplied while reading the raw table', audits.source_rows <> audits.judged_rows),
    ('accepted rows are not the good rows, one a key',
        audits.accepted_rows {{ '>' if also_unique else '<>' }} audits.kept_rows),
    ('more rows were rejected than max_rejected_share allows',
        audits.rejected_rows > greatest({{ 1 if share > 0 else 0 }}, audits.source_rows * {{ share }}))
) as problems (problem, is_there)
where audits.source_system = '{{ table.source_name }}'
    and audits.source_table = '{{ table.name }}'
    and problems.is_there
{%- endmacro %}
