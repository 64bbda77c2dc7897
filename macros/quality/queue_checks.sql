{#- The hook after find_touched_days: the days that this run takes have to be checked, in the raw table of
    their feed and in all that follows it, whenever that is: a run may leave out the tests, or die before
    them. What is taken in whole is checked whole. -#}
{% macro queue_checks() -%}
{%- if execute and flags.WHICH in ['run', 'build'] and live_columns(private_relation('feed_runs')) -%}
    {%- set following = [] -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model'
        and (node.config.get('feed') or node.config.get('meta', {}).get('rows_of')) -%}
        {%- do following.append((node.alias, feeds_of(node))) -%}
    {%- endfor -%}
    {%- set runs = run_query(
        'select feed, is_whole from ' ~ private_relation('feed_runs')
        ~ " where invocation_id = '" ~ invocation_id ~ "'") -%}
    {%- for feed, is_whole in runs.rows -%}
        {%- set source = incremental_feeds()[feed] -%}
        {%- set checked = [source.get('system', feed) ~ '.' ~ source.get('table')] -%}
        {%- for name, feeds in following if feed in feeds -%}
            {%- for check in ['rules_hold', 'reconciliation'] -%}
                {%- do checked.append(name ~ ' ' ~ check) -%}
            {%- endfor -%}
        {%- endfor -%}
        {%- do run_query(queue_checks_sql(feed, checked, is_whole) ~ '; commit') -%}
    {%- endfor -%}
{%- endif -%}
{%- endmacro %}
