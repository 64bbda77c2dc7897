{#- The ledger of one kind of book (or of all) as common table expression `ledger`: its days with trades,
    fees or cash flows and the equity around each, without unrealised results. In a fact that follows
    changed keys it goes on from the equity its own last row ended with. Sorted, PostgreSQL goes from each
    changed book to its changed days by the index, not to all its days. -#}
{% macro ledger_rows(book_type=none) -%}
equities as (
    select
        days.*,
        books.book_id as native_id,
        books.environment as book_environment,
        books.calendar,
        coalesce(
            {{ carried_in('equity_end_usd', 'days.book_key', 'numeric') }}, books.opening_equity_usd
        ) + coalesce(
            sum(days.net_pnl_usd + days.flow_usd) over (
                partition by days.book_type, days.book_key order by days.series_date
                rows between unbounded preceding and 1 preceding
            ), 0
        ) as equity_start_usd
    from {{ ref('int_performance_openings') }} as books
    cross join lateral (
        select own_days.*
        from {{ ref('int_performance_days') }} as own_days
        where own_days.book_type = books.book_type and own_days.book_key = books.book_key
            and {{ changed_tail('books.book_key', 'own_days.series_date') }}
        order by own_days.series_date
    ) as days
    where {{ changed_tail('books.book_key') }}
        {%- if book_type %}
            and books.book_type = '{{ book_type }}'
        {%- endif %}
),

ledger as (
    select
        *,
        equity_start_usd + net_pnl_usd + flow_usd as equity_end_usd,
        case
            when equity_start_usd > 0
                then net_pnl_usd::double precision / equity_start_usd::double precision
        end as daily_return
    from equities
)
{%- endmacro %}
