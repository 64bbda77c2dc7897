{#- Writes down what a run has to take in of a feed. Without rows to look at (the platform is not loaded
    yet, or staging not built) nothing is touched but what the clock moved over: facts that read them
    for the first time are new, or their definition changes. -#}
{% macro queue_feed(feed, source) -%}
    {%- if source.model -%}
        {%- set model = feed_model(source.model) -%}
        {%- set is_there = live_columns(model) | length > 0 -%}
    {%- elif source.table -%}
        {%- set rows = feed_rows(source) -%}
        {%- set is_there = rows is not none -%}
    {%- else -%}
        {%- set is_there = false -%}
    {%- endif -%}
    {%- if is_there and source.model -%}
        {%- do run_query(queue_changed_days_sql(feed, source, model)) -%}
    {%- elif is_there -%}
        {%- do run_query(queue_days_sql(feed, source, rows)) -%}
    {%- else -%}
        {%- do run_query(
            'insert into ' ~ private_relation('feed_runs') ~ ' (invocation_id, feed, is_whole)'
            ~ " values ('" ~ invocation_id ~ "', '" ~ feed ~ "', " ~ (source == {}) | lower ~ ')') -%}
    {%- endif -%}
{%- endmacro %}
