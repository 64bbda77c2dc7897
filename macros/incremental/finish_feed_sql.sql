{#- What is remembered of a feed at the end of a run: how long its facts took, and where they all took its
    rows in, that the taken days are done and how far it was read. -#}
{% macro finish_feed_sql(feed, succeeded, seconds) -%}
    {%- set of_this_run = "invocation_id = '" ~ invocation_id ~ "' and runs.feed = '" ~ feed ~ "'" -%}
update {{ private_relation('feed_runs') }} as runs
set seconds = {{ seconds }}, succeeded = {{ succeeded | lower }}
where {{ of_this_run }}
{%- if succeeded %};
update {{ private_relation('feed_states') }} as states
set loaded_until = coalesce(runs.loaded_until, case when not runs.is_whole then states.loaded_until end),
    earliest_clock = clock.as_of, latest_clock = clock.as_of, moved_at = now()
from {{ private_relation('feed_runs') }} as runs
cross join {{ private_relation('run_clock') }} as clock
where states.feed = runs.feed and runs.{{ of_this_run }};
    {%- for seen in ['feed_partitions', 'feed_overlaps'] %}
delete from {{ private_relation(seen) }}
where feed = '{{ feed }}' and seen_by <> '{{ invocation_id }}';
    {%- endfor %}
{{ remember_counters_sql(feed) }};
delete from {{ private_relation('touched_days') }} as days
using {{ private_relation('feed_runs') }} as runs
where days.feed = runs.feed and runs.{{ of_this_run }}
    and (days.taken_by = runs.invocation_id or runs.is_whole)
{%- endif -%}
{%- endmacro %}
