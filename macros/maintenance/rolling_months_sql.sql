{#- The months whose turn it is to be compared: a share of all (var `reconcile_share`), at least one, round and
    round; none where the last turn is not long ago. And where the next turn begins. -#}
{% macro rolling_months_sql(feed, facts) -%}
    {{- fact_months_sql(facts, 1) -}},
position as (
    select coalesce(max(next_month), '-infinity') as next_month, max(moved_at) as moved_at
    from {{ private_relation('reconcile_positions') }} where feed = '{{ feed }}'
),
turn as (
    select first_day, days, first_day < next_month as is_from_the_start
    from months
    cross join position
    where coalesce(moved_at < now() - interval '{{ var('reconcile_every') }}', true)
    order by is_from_the_start, first_day
    limit (select greatest(1, ceil(count(*) * {{ var('reconcile_share') | float }}))::bigint from months)
)
select
    coalesce(range_agg(days), datemultirange())::text,
    ((array_agg(first_day order by is_from_the_start desc, first_day desc))[1] + 1)::text
from turn
{%- endmacro %}
