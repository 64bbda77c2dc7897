{#- Stops a run that found more drifted days than somebody should not hear of (var `max_drift_days`), before a
    fact is touched. Days that another feed of its facts has on its list left a trace. The counters are not
    remembered, so that the next run finds them again. -#}
{% macro require_little_drift(feed, drifted) -%}
    {%- set limit = var('max_drift_days') -%}
    {%- set days = drifted -%}
    {%- if limit is not none and drifted | length > limit | int -%}
        {%- set feeds = [] -%}
        {%- for fact in feed_facts(feed) -%}{%- do feeds.extend(feeds_of(fact)) -%}{%- endfor -%}
        {%- set listed = run_query(
            'select distinct day::text from ' ~ private_relation('touched_days')
            ~ " where feed in ('" ~ feeds | join("', '") ~ "')").columns[0].values() | list -%}
        {%- set days = drifted | reject('in', listed) | list -%}
    {%- endif -%}
    {%- if limit is not none and days | length > limit | int -%}
        {%- do run_query('rollback') -%}
        {%- do exceptions.raise_compiler_error(
            'Feed ' ~ feed ~ ': ' ~ days | length ~ ' days of its facts are not what the raw rows say now ('
            ~ (days | sort)[0] ~ ' to ' ~ (days | sort)[-1] ~ '), more than max_drift_days (' ~ limit
            ~ '). No fact was touched. If rows were lost, put them back. If they are right as they are: '
            ~ "dbt run-operation reconcile --args '{feed: " ~ feed ~ "}' puts the days on the list, "
            ~ 'and the next build recomputes them.') -%}
    {%- endif -%}
{%- endmacro %}
