{#- Puts the days of a feed that this run takes on the lists of some checks, or has them look at all. -#}
{% macro queue_checks_sql(feed, checked, is_whole) -%}
    {%- set list = "unnest('{\"" ~ checked | join('","') ~ "\"}'::text[])" -%}
    {%- if is_whole -%}
delete from {{ quarantine_relation('check_states') }} where checked in (select {{ list }})
    {%- else -%}
insert into {{ quarantine_relation('days_to_check') }} (checked, day)
select checks.name, days.day
from {{ private_relation('touched_days') }} as days
cross join {{ list }} as checks (name)
where days.feed = '{{ feed }}' and days.taken_by = '{{ invocation_id }}'
on conflict (checked, day) do nothing
    {%- endif -%}
{%- endmacro %}
