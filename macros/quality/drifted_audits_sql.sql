{#- The days of a range on which all rows or the rejected ones are not as many as the last audit counted. An
    end that is not given is open. -#}
{% macro drifted_audits_sql(table, judged, column, type, from, to) -%}
select coalesce(live.day, known.day)::text
from (
    select {{ day_sql(column, type) }} as day, count(*) as judged_rows,
        count(*) filter (where broken_rules <> '{}') as rejected_rows
    from {{ judged }}
    where {{ plausible_time(column, type) }} and {{ raw_day_range({}, {'column': column, 'type': type}, from, to) }}
    group by 1
) as live
full join (
    select day, judged_rows, rejected_rows
    from {{ quarantine_relation('audited_days') }}
    where source_system = '{{ table.source_name }}' and source_table = '{{ table.name }}'
        and {{ plausible_time('day') }} and {{ day_range(from, to) | replace('{column}', 'day') }}
) as known using (day)
where (live.judged_rows, live.rejected_rows) is distinct from (known.judged_rows, known.rejected_rows)
    -- What was never audited has not drifted.
    and exists (
        select from {{ quarantine_relation('audited_days') }}
        where source_system = '{{ table.source_name }}' and source_table = '{{ table.name }}'
    )
order by 1
{%- endmacro %}
