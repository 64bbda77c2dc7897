{#- What a run has to compare of a feed: the days whose counters moved, and whether the turn of the next share
    of history has come. Nothing where the feed is taken in whole. -#}
{% macro reconcile_due_sql(feed) -%}
select
    case when runs.is_whole then '{}' else moved.days::text end as moved_days,
    not runs.is_whole and {{ var('reconcile_share') | float }} > 0 and coalesce((
        select max(moved_at) < now() - interval '{{ var('reconcile_every') }}'
        from {{ private_relation('reconcile_positions') }} where feed = '{{ feed }}'
    ), true) as is_turn
from {{ private_relation('feed_runs') }} as runs
cross join (
    {{ moved_days_sql(feed) | indent(4) }}
) as moved
where runs.invocation_id = '{{ invocation_id }}' and runs.feed = '{{ feed }}'
{%- endmacro %}
