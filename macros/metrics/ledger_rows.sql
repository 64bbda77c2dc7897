{#- The ledger of one kind of book (or of all) as common table expression `ledger`: its days with trades,
    fees or cash flows and the equity around each, without unrealised results. In a fact that follows
    changed keys it goes on from the equity its own last row ended with. -#}
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
    from {{ ref('int_performance_days') }} as days
    inner join {{ ref('int_performance_openings') }} as books
        on days.book_type = books.book_type and days.book_key = books.book_key
    where
        {{ changed_tail('days.book_key', 'days.series_date') }}
        {%- if book_type %}
            and days.book_type = '{{ book_type }}'
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
