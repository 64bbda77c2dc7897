{#- Common table expressions between `recent` and `seen` of queue_days_sql and its list: `loaded`, the days whose
    rows since the bound are not those that the last run that succeeded saw there (rows it saw that are gone
    count, too), and `remembered`, which writes down what the overlap of the next run should find. -#}
{% macro overlap_sql(feed) -%}
known as ({{ known_overlap_sql(feed) }}),
loaded as materialized (
    select coalesce(seen.day, known.day) as day, coalesce(seen.row_count, 0) as rows_seen, seen.newest
    from seen
    full join known on seen.day = known.day
    where (seen.row_count, seen.checksum) is distinct from (known.row_count, known.checksum)
        -- A partition that is gone takes no days from the facts.
        and (seen.day is not null or not exists (
            select from {{ private_relation('kept_days') }} as kept
            where kept.feed = '{{ feed }}' and known.day <@ kept.days
        ))
),
remembered as (
    insert into {{ private_relation('feed_overlaps') }} (feed, day, row_count, checksum, seen_by)
    select '{{ feed }}', recent.day, count(*), sum(recent.row_hash), '{{ invocation_id }}'
    from recent
    cross join (
        select coalesce(
            (select max(newest) from seen),
            (select loaded_until from {{ private_relation('feed_states') }} where feed = '{{ feed }}')
        ) - interval '{{ var('load_overlap', '6 hours') }}' as moment
    ) as next_bound
    where {{ plausible_time('recent.day') }} and coalesce(recent.loaded_at > next_bound.moment, true)
    group by recent.day
),
{%- endmacro %}
