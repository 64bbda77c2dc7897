{#- The condition that a day lies in one of the windows that have a beginning, up to the clock's day. Two
    bounds that PostgreSQL looks up first: it goes to these days by the index, however long the history
    is; one bound, or a join to the windows alone, makes it read all of them. -#}
{% macro in_recent_windows(day) -%}
    {{ day }} between
    (select min(bounds.starts_on) from {{ ref('int_performance_windows') }} as bounds where bounds.window_name <> 'lifetime')
    and (select bounds.as_of_date from {{ ref('clock') }} as bounds)
{%- endmacro %}
