{#- The hook after find_touched_days: the days that this run takes have to be checked, in the raw table of
    their feed and in every fact that follows it, whenever that is: a run may leave out the tests, or die
    before them. What is taken in whole is checked whole. -#}
{% macro queue_checks() -%}
{%- if execute and flags.WHICH in ['run', 'build'] -%}
    {%- for feed, source in incremental_feeds().items() -%}
        {%- set checked = [] -%}
        {%- if source.get('table') -%}
            {%- do checked.append(source.get('system', feed) ~ '.' ~ source.table) -%}
        {%- endif -%}
        {%- for fact in graph.nodes.values() if fact.resource_type == 'model' and feed in feeds_of(fact) -%}
            {%- for check in ['unique_key', 'rules_hold', 'reconciliation'] -%}
                {%- do checked.append(fact.alias ~ ' ' ~ check) -%}
            {%- endfor -%}
        {%- endfor -%}
        {%- set run = run_query(
            'select is_whole from ' ~ private_relation('feed_runs') ~ " where invocation_id = '"
            ~ invocation_id ~ "' and feed = '" ~ feed ~ "'"
        ).columns[0].values() if live_columns(private_relation('feed_runs')) else [] -%}
        {%- if run and checked -%}
            {%- do run_query(queue_checks_sql(feed, checked, run[0]) ~ '; commit') -%}
        {%- endif -%}
    {%- endfor -%}
{%- endif -%}
{%- endmacro %}
