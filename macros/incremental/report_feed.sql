{#- One line a feed and run: what it cost and what it was for. -#}
{% macro report_feed(feed, succeeded) -%}
    {%- set run = run_query(
        'select * from ' ~ private_relation('feed_runs')
        ~ " where invocation_id = '" ~ invocation_id ~ "' and feed = '" ~ feed ~ "'"
    ).rows[0] -%}
    {%- set seen = 'taken in whole' if run['is_whole'] else
        (run['rows_seen'] ~ ' rows seen, ' ~ run['days_touched'] ~ ' days touched'
        ~ (', the oldest ' ~ run['oldest_day'] if run['oldest_day'] else '')) -%}
    {%- do log(
        'Feed ' ~ feed ~ ': ' ~ seen ~ ', ' ~ run['rows_written'] ~ ' rows written, '
        ~ '%.1f' | format(run['seconds'] | float) ~ ' seconds'
        ~ (', ' ~ run['days_waiting'] ~ ' days wait for the next run (max_touched_days)' if run['days_waiting'])
        ~ ('' if succeeded else '. The watermark stays: not every fact of the feed was built') ~ '.',
        info=true) -%}
{%- endmacro %}
