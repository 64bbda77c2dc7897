-- No symbol is too small and none too unknown to count: per platform and environment all of them
-- add up to what all days add up to.
with

days as (

    select
        source_system,
        environment,
        sum(trades) as trades,
        sum(winning_trades) as winning_trades,
        sum(losing_trades) as losing_trades,
        sum(volume_usd) as volume_usd,
        sum(gross_pnl_usd) as gross_pnl_usd,
        sum(fees_usd) as fees_usd,
        sum(gross_profit_usd) as gross_profit_usd,
        sum(unconverted_amounts) as unconverted_amounts
    from {{ ref('daily_trading_stats') }}
    group by source_system, environment

),

symbols as (

    select
        source_system,
        environment,
        sum(trades) as trades,
        sum(winning_trades) as winning_trades,
        sum(losing_trades) as losing_trades,
        sum(volume_usd) as volume_usd,
        sum(gross_pnl_usd) as gross_pnl_usd,
        sum(fees_usd) as fees_usd,
        sum(gross_profit_usd) as gross_profit_usd,
        sum(unconverted_amounts) as unconverted_amounts
    from {{ ref('symbol_performance') }}
    group by source_system, environment

)

select
    coalesce(days.source_system, symbols.source_system) as source_system,
    coalesce(days.environment, symbols.environment) as environment,
    days.trades as days_trades,
    symbols.trades as symbols_trades,
    days.gross_pnl_usd as days_gross_pnl_usd,
    symbols.gross_pnl_usd as symbols_gross_pnl_usd,
    days.fees_usd as days_fees_usd,
    symbols.fees_usd as symbols_fees_usd
from days
full join symbols
    on days.source_system = symbols.source_system and days.environment = symbols.environment
where
    coalesce(days.trades, 0) <> coalesce(symbols.trades, 0)
    or coalesce(days.winning_trades, 0) <> coalesce(symbols.winning_trades, 0)
    or coalesce(days.losing_trades, 0) <> coalesce(symbols.losing_trades, 0)
    or coalesce(days.unconverted_amounts, 0) <> coalesce(symbols.unconverted_amounts, 0)
    or round(coalesce(days.volume_usd, 0) - coalesce(symbols.volume_usd, 0), 6) <> 0
    or round(coalesce(days.gross_pnl_usd, 0) - coalesce(symbols.gross_pnl_usd, 0), 6) <> 0
    or round(coalesce(days.fees_usd, 0) - coalesce(symbols.fees_usd, 0), 6) <> 0
    or round(coalesce(days.gross_profit_usd, 0) - coalesce(symbols.gross_profit_usd, 0), 6) <> 0
