{#- As audit_table_sql, from the counts of the days. -#}
{% macro sum_days_sql(own) -%}
    {%- set audits = quarantine_relation('table_audits') -%}
delete from {{ audits }} where {{ own }};
insert into {{ audits }} (
    source_system, source_table, source_rows, judged_rows, rejected_rows, kept_rows, accepted_rows, audited_at
)
select source_system, source_table, sum(source_rows), sum(judged_rows), sum(rejected_rows), sum(kept_rows),
    sum(accepted_rows), as_of
from {{ quarantine_relation('audited_days') }}
cross join {{ private_relation('run_clock') }}
where {{ own }}
group by source_system, source_table, as_of
{%- endmacro %}
