{#- dbt run-operation recompute: puts days of a feed on its list although no row was loaded, for the next
    run to recompute. -#}
{% macro recompute(feed, from, to=none) -%}
    {%- set source = incremental_feeds().get(feed) -%}
    {%- if not source -%}
        {%- do exceptions.raise_compiler_error(
            'No days to recompute: ' ~ feed ~ ' is not a feed, or every run takes it in whole.') -%}
    {%- endif -%}
    {%- do run_query(feed_tables_sql()) -%}
    {%- set days = run_query(
        "select moment::date::text from generate_series('" ~ from ~ "'::date, '" ~ (to or from)
        ~ "'::date, interval '1 day') as generated (moment)"
    ).columns[0].values() | list -%}
    {%- do queue_given_days(feed, days, 'asked') -%}
{%- endmacro %}
