{{ config(
    indexes=[
        {'columns': ['source_system', 'environment', 'trade_date'], 'unique': true},
        {'columns': ['trade_date']},
    ]
) }}

-- Grain: one row per platform, environment and day with a trade, an execution or a fee.
-- Paper, testnet and live results are never added up, so each has its own row.
with

days as (

    select
        accounts.source_system,
        accounts.environment,
        days.series_date as trade_date,
        days.book_key as account_key,
        days.trades > 0 or days.volume_usd > 0 or days.unconverted_amounts > 0 as has_traded,
        days.trades,
        days.winning_trades,
        days.losing_trades,
        days.breakeven_trades,
        days.volume_usd,
        days.gross_pnl_usd,
        days.fees_usd,
        days.net_pnl_usd,
        days.gross_profit_usd,
        days.gross_loss_usd,
        days.closed_net_pnl_usd,
        days.unconverted_amounts
    from {{ ref('int_performance_days') }} as days
    inner join {{ ref('int_accounts_conformed') }} as accounts
        on days.book_key = accounts.account_key
    where
        days.book_type = 'account'
        -- Days on which an account only paid in or out are no days of trading.
        and (
            days.trades > 0
            or days.volume_usd > 0
            or days.unconverted_amounts > 0
            or days.fees_usd <> 0
            or days.gross_pnl_usd <> 0
        )

),

account_days as (

    select
        *,
        case when has_traded then account_key end as traded_key,
        case when has_traded then net_pnl_usd end as traded_net_usd
    from days

),

platform_days as (

    select
        source_system,
        environment,
        trade_date,
        count(traded_key) as accounts_trading,
        count(*) filter (where traded_net_usd > 0) as profitable_accounts,
        count(*) filter (where traded_net_usd < 0) as losing_accounts,
        sum(trades)::bigint as trades,
        sum(winning_trades)::bigint as winning_trades,
        sum(losing_trades)::bigint as losing_trades,
        sum(breakeven_trades)::bigint as breakeven_trades,
        sum(volume_usd) as volume_usd,
        sum(gross_pnl_usd) as gross_pnl_usd,
        sum(fees_usd) as fees_usd,
        sum(net_pnl_usd) as net_pnl_usd,
        sum(gross_profit_usd) as gross_profit_usd,
        sum(gross_loss_usd) as gross_loss_usd,
        sum(closed_net_pnl_usd) as closed_net_pnl_usd,
        avg(traded_net_usd) as avg_account_net_pnl_usd,
        stddev_samp(traded_net_usd) as stddev_account_net_pnl_usd,
        percentile_cont(array[0.25, 0.5, 0.75]) within group (order by traded_net_usd)
            as net_pnl_quartiles,
        (array_agg(traded_key order by traded_net_usd desc nulls last, traded_key asc))[1]
            as best_account_key,
        max(traded_net_usd) as best_account_net_pnl_usd,
        (array_agg(traded_key order by traded_net_usd asc nulls last, traded_key asc))[1]
            as worst_account_key,
        min(traded_net_usd) as worst_account_net_pnl_usd,
        sum(unconverted_amounts)::bigint as unconverted_amounts
    from account_days
    group by source_system, environment, trade_date

)

select
    platform_days.source_system,
    platform_days.environment,
    platform_days.trade_date,

    -- the day
    regimes.market_regime,
    regimes.volatility_pct as market_volatility_pct,

    -- counts
    platform_days.accounts_trading,
    platform_days.profitable_accounts,
    platform_days.losing_accounts,
    platform_days.trades,
    platform_days.winning_trades,
    platform_days.losing_trades,
    platform_days.breakeven_trades,
    platform_days.unconverted_amounts,

    -- money
    platform_days.volume_usd,
    platform_days.gross_pnl_usd,
    platform_days.fees_usd,
    platform_days.net_pnl_usd,
    platform_days.gross_profit_usd,
    platform_days.gross_loss_usd,

    -- per trade
    platform_days.winning_trades::numeric
    / nullif(platform_days.winning_trades + platform_days.losing_trades, 0) as win_rate,
    platform_days.gross_profit_usd / nullif(platform_days.gross_loss_usd, 0) as profit_factor,
    platform_days.closed_net_pnl_usd / nullif(platform_days.trades, 0) as expectancy_usd,

    -- across accounts
    platform_days.avg_account_net_pnl_usd,
    platform_days.stddev_account_net_pnl_usd,
    platform_days.net_pnl_quartiles[1]::numeric as first_quartile_net_pnl_usd,
    platform_days.net_pnl_quartiles[2]::numeric as median_account_net_pnl_usd,
    platform_days.net_pnl_quartiles[3]::numeric as third_quartile_net_pnl_usd,
    platform_days.best_account_key,
    platform_days.best_account_net_pnl_usd,
    platform_days.worst_account_key,
    platform_days.worst_account_net_pnl_usd,

    clock.as_of,
    now() as refreshed_at
from platform_days
cross join {{ ref('clock') }} as clock
left join {{ ref('int_market_regimes') }} as regimes
    on platform_days.trade_date = regimes.regime_date
