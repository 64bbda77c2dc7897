{#- The days of a fact's feeds that this run recomputes, as they were frozen at its start. -#}
{% macro taken_days(feed) -%}
    {{ return(run_query(
        'select distinct day::text as day from ' ~ private_relation('touched_days')
        ~ " where feed in (" ~ feed_list_sql(feed) ~ ") and taken_by = '" ~ invocation_id ~ "' order by 1"
    ).columns[0].values() | list) }}
{%- endmacro %}
