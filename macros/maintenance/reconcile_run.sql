{#- Within a run, before its facts: what the counters say was changed quietly, and the share of history whose
    turn it is, are compared; days that differ join those that this run recomputes. -#}
{% macro reconcile_run(feed, source) -%}
    {%- if source.get('table') -%}
        {%- set is_whole = run_query(
            'select is_whole from ' ~ private_relation('feed_runs')
            ~ " where invocation_id = '" ~ invocation_id ~ "' and feed = '" ~ feed ~ "'"
        ).columns[0].values()[0] -%}
        {%- set facts = [] if is_whole or flags.FULL_REFRESH else comparable_facts(feed) -%}
        {%- set moved = ranges_to_compare(feed, facts, moved_days_sql(feed)) -%}
        {%- set drifted = compare_facts(feed, facts, moved, 'counters moved') -%}
        {%- do require_little_drift(feed, drifted) -%}
        {%- if facts and var('reconcile_share') | float > 0 -%}
            {%- do drifted.extend(reconcile_rolling(feed, facts, drifted)) -%}
        {%- endif -%}
        {%- do queue_drifted_days(feed, drifted) -%}
    {%- endif -%}
{%- endmacro %}
