{#- What the last run of a feed that succeeded saw in the overlap of the next one: rows by day. -#}
{% macro known_overlap_sql(feed) -%}
select noted.day, noted.row_count, noted.checksum
from {{ private_relation('feed_overlaps') }} as noted
inner join {{ private_relation('feed_runs') }} as runs
    on noted.feed = runs.feed and noted.seen_by = runs.invocation_id
where noted.feed = '{{ feed }}' and runs.succeeded
{%- endmacro %}
