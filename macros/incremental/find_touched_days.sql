{#- The second hook of a run: writes down, once and before any model, which days of which feed this run
    recomputes, so that all facts work on the same list although rows keep arriving. Every feed's list is
    written before any is reconciled: a fact of several feeds differs on the days of each. -#}
{% macro find_touched_days() -%}
{%- if execute and flags.WHICH in ['run', 'build'] -%}
    {%- set nodes = fact_nodes() -%}
    {%- set taken = {} -%}
    {%- for feed, source in incremental_feeds().items() -%}
        {%- set selected = [] -%}
        {%- for fact in feed_facts(feed, nodes) if fact.unique_id in selected_resources -%}
            {%- do selected.append(fact.name) -%}
        {%- endfor -%}
        {%- if selected -%}
            {%- do sense_feed(feed, source) -%}
            {%- do queue_feed(feed, source) -%}
            {%- do taken.update({feed: source}) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for feed, source in taken.items() -%}
        {%- do reconcile_run(feed, source) -%}
        {%- do run_query(remember_clock_sql(feed) ~ ';' ~ take_days_sql(feed) ~ '; commit') -%}
    {%- endfor -%}
{%- endif -%}
{%- endmacro %}
