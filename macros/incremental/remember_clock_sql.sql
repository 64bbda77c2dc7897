{#- Widens the range of clocks that a feed's facts may have been computed with: a run that dies halfway
    leaves some facts at its own clock. Back to one clock when a run succeeds. -#}
{% macro remember_clock_sql(feed) -%}
insert into {{ private_relation('feed_states') }} as states (feed, earliest_clock, latest_clock)
select '{{ feed }}', as_of, as_of from {{ private_relation('run_clock') }}
on conflict (feed) do update
set earliest_clock = least(states.earliest_clock, excluded.earliest_clock),
    latest_clock = greatest(states.latest_clock, excluded.latest_clock)
{%- endmacro %}
