{#- dbt run-operation reconcile: finds the days of a feed on which the facts are not what the accepted raw
    rows say, as after a hard delete or an update that kept the load time, and puts them on the list. Without
    `from` and `to` all history is compared, month by month. -#}
{% macro reconcile(feed, from=none, to=none) -%}
    {%- set source = incremental_feeds().get(feed) -%}
    {%- if not source -%}
        {%- do exceptions.raise_compiler_error(
            'Nothing to reconcile: ' ~ feed ~ ' is not a feed, or every run takes it in whole.') -%}
    {%- endif -%}
    {%- do run_query(feed_tables_sql() ~ '; commit') -%}
    {%- do sense_feed(feed, source) -%}
    {%- set facts = comparable_facts(feed) -%}
    {%- set last = to or from -%}
    {%- set wanted = 'select datemultirange(daterange(' ~ ("'" ~ from ~ "'::date" if from else 'null')
        ~ ', ' ~ ("'" ~ last ~ "'::date + 1" if last else 'null') ~ ')) as days' -%}
    {%- set ranges = ranges_to_compare(feed, facts, wanted) -%}
    {%- set drifted = compare_facts(feed, facts, ranges, 'asked') -%}
    {%- do queue_given_days(feed, drifted | sort, 'drifted') -%}
{%- endmacro %}
