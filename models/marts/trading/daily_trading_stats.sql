{{ config(
    indexes=[
        {'columns': ['source_system', 'environment', 'trade_date'], 'unique': true},
        {'columns': ['trade_date']},
    ]
) }}

-- Grain: one row per platform, environment and day with a trade, an execution or a fee.
-- Paper, testnet and live results are never added up, so each has its own row.
{%- set columns = [
    'environment', 'trade_date', 'accounts_trading', 'profitable_accounts', 'losing_accounts',
    'trades', 'winning_trades', 'losing_trades', 'breakeven_trades', 'unconverted_amounts',
    'volume_usd', 'gross_pnl_usd', 'fees_usd', 'net_pnl_usd', 'gross_profit_usd',
    'gross_loss_usd', 'closed_net_pnl_usd', 'avg_account_net_pnl_usd',
    'stddev_account_net_pnl_usd', 'net_pnl_quartiles', 'best_account_key',
    'best_account_net_pnl_usd', 'worst_account_key', 'worst_account_net_pnl_usd',
] %}
with

platform_days as (

    select
        source_system,
        {{ columns | join(',\n        ') }}
    from {{ ref('int_executed_platform_days') }}
    {%- if system_enabled('daily_profit') %}

        union all

        select
            'daily_profit' as source_system,
            {{ columns | join(',\n            ') }}
        from {{ ref('int_daily_profit_platform_days') }}
    {%- endif %}

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
