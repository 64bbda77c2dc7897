{#- Joins the days of each book of `books`, as `days`. Sorted, PostgreSQL asks for one book after the other by
    the index, which is right where few books are asked for. -#}
{% macro days_of_books() -%}
cross join
    lateral (
        select own_days.*
        from {{ ref('int_performance_days') }} as own_days
        where own_days.book_type = books.book_type and own_days.book_key = books.book_key
        order by own_days.series_date
    ) as days
{%- endmacro %}
