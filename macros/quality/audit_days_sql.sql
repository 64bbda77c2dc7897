{#- Replaces what is known of the days that an audit by days looks at. -#}
{% macro audit_days_sql(model, table, rules, oddities, reported, day) -%}
    {%- set audited = quarantine_relation('audited_days') -%}
delete from {{ audited }}
where source_system = '{{ table.source_name }}' and source_table = '{{ table.name }}' and {{ day.listed }};
insert into {{ audited }} (
    source_system, source_table, day, source_rows, judged_rows, rejected_rows, kept_rows, accepted_rows,
    failing, partitions
)
select '{{ table.source_name }}', '{{ table.name }}', counted.*
from (
{{ counted_days_sql(model, table, rules, oddities, reported, day) }}
) as counted
{%- endmacro %}
