{#- Whether a partition of a feed's raw table was emptied or made anew since the feed was last taken in, so
    that its old rows may be gone without a trace. Remembers what this run saw; `finish_feed_sql` forgets
    what runs before it saw. A partition that is gone (retention) takes nothing from the facts. -#}
{% macro is_refilled(feed, source) -%}
    {%- set live = feed_partitions_sql(feed, source) -%}
    {%- set known = private_relation('feed_partitions') -%}
    {%- set differ = run_query(
        'select count(*) from (' ~ live ~ ') as live join ' ~ known ~ ' as known'
        ~ " on known.partition = live.partition and known.file <> live.file"
        ~ " where known.feed = '" ~ feed ~ "'"
    ).columns[0].values()[0] -%}
    {%- do run_query(
        'insert into ' ~ known ~ " (feed, partition, file, seen_by) select '" ~ feed
        ~ "', partition, file, '" ~ invocation_id ~ "' from (" ~ live ~ ') as live'
        ~ ' on conflict (feed, partition, file) do update set seen_by = excluded.seen_by'
    ) -%}
    {{ return(differ > 0) }}
{%- endmacro %}
