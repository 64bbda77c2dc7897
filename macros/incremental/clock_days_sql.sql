{#- The days that the clock moved over since a feed's facts were computed. Rows after the clock don't
    count, so these days change although no row does; a trade counts within a day of its close, which is
    a rule of staging. -#}
{% macro clock_days_sql(feed) -%}
        select moment::date, 'clock moved', 0
        from {{ private_relation('feed_states') }} as states
        cross join {{ private_relation('run_clock') }} as clock
        cross join lateral generate_series(
            (least(states.earliest_clock, clock.as_of) at time zone 'UTC')::date - interval '1 day',
            (greatest(states.latest_clock, clock.as_of) at time zone 'UTC')::date + interval '1 day',
            interval '1 day'
        ) as generated (moment)
        where states.feed = '{{ feed }}'
            and (states.earliest_clock <> clock.as_of or states.latest_clock <> clock.as_of)
{%- endmacro %}
