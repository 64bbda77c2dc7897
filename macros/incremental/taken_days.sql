{#- The days of a feed that this run recomputes, as they were frozen at its start. -#}
{% macro taken_days(feed) -%}
    {{ return(run_query(
        'select day::text from ' ~ private_relation('touched_days')
        ~ " where feed = '" ~ feed ~ "' and taken_by = '" ~ invocation_id ~ "' order by day"
    ).columns[0].values() | list) }}
{%- endmacro %}
