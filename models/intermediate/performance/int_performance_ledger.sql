-- Grain: one row per book and day with trades, fees or cash flows (see int_performance_days), with
-- the equity around it: what the book opened with, and every result and cash flow since.
with

openings as (

    select
        'account' as book_type,
        account_key as book_key,
        opening_equity_usd
    from {{ ref('int_accounts_conformed') }}

    union all

    select
        'strategy',
        strategy_key,
        opening_equity_usd
    from {{ ref('int_strategies_conformed') }}

),

ledger as (

    select
        days.*,
        openings.opening_equity_usd + coalesce(
            sum(days.net_pnl_usd + days.flow_usd) over (
                partition by days.book_type, days.book_key
                order by days.series_date
                rows between unbounded preceding and 1 preceding
            ), 0
        ) as equity_start_usd
    from {{ ref('int_performance_days') }} as days
    left join openings
        on days.book_type = openings.book_type and days.book_key = openings.book_key

)

select
    book_type,
    book_key,
    source_system,
    book_id,
    environment,
    series_date,
    trades,
    winning_trades,
    losing_trades,
    breakeven_trades,
    volume_usd,
    gross_profit_usd,
    gross_loss_usd,
    gross_pnl_usd,
    fees_usd,
    net_pnl_usd,
    flow_usd,
    unconverted_amounts,
    equity_start_usd,
    equity_start_usd + net_pnl_usd + flow_usd as equity_end_usd,
    case
        when equity_start_usd > 0
            then net_pnl_usd::double precision / equity_start_usd::double precision
    end as daily_return,
    last_closed_at
from ledger
