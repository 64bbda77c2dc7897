{{ config(
    indexes=[
        {'columns': ['source_system', 'environment', 'instrument_key'], 'unique': true},
        {'columns': ['instrument_key']},
    ]
) }}

-- Grain: one row per platform, environment and instrument with a trade, an execution or a fee; no
-- instrument for money that none caused. Metrics without a suffix are over the lifetime, with one
-- over the days up to the clock's. Paper, testnet and live results are never added up.
{%- set totals = [
    'trades', 'winning_trades', 'losing_trades', 'breakeven_trades', 'volume_usd',
    'gross_pnl_usd', 'fees_usd', 'net_pnl_usd', 'gross_profit_usd', 'gross_loss_usd',
] %}
{%- set counts = [
    'unconverted_amounts', 'timed_trades', 'long_trades', 'short_trades', 'long_winning_trades',
    'short_winning_trades', 'long_losing_trades', 'short_losing_trades',
] %}
with

sums as (

    select
        days.source_system,
        days.environment,
        days.instrument_key,
        min(days.ticker) as ticker,
        min(days.asset_class) as asset_class,
        min(days.first_trade_date) as first_trade_date,
        max(days.last_trade_at) as last_trade_at,
        {%- for name in totals %}
            coalesce(sum(days.{{ name }}), 0)
            {{- '::bigint' if name.endswith('trades') }} as {{ name }},
        {%- endfor %}
        {%- for name in counts %}
            sum(days.{{ name }})::bigint as {{ name }},
        {%- endfor %}
        sum(days.closed_net_pnl_usd) as closed_net_pnl_usd,
        sum(days.closed_net_squares) as closed_net_squares,
        max(days.best_trade_usd) as best_trade_usd,
        min(days.worst_trade_usd) as worst_trade_usd,
        sum(days.holding_hours) as holding_hours,
        sum(days.long_net_pnl_usd) as long_net_pnl_usd,
        sum(days.short_net_pnl_usd) as short_net_pnl_usd
    from {{ ref('int_symbol_lifetimes') }} as days
    group by days.source_system, days.environment, days.instrument_key

),

recent as (

    select
        {%- for name in totals %}
            coalesce(sum(days.{{ name }}), 0)
            {{- '::bigint' if name.endswith('trades') }} as {{ name }},
        {%- endfor %}
        days.source_system,
        days.environment,
        days.instrument_key
    from {{ ref('int_symbol_days') }} as days
    where days.trade_date > (select clock.as_of_date - 90 from {{ ref('clock') }} as clock)
    group by days.source_system, days.environment, days.instrument_key

),

measured as (

    select
        *,
        closed_net_pnl_usd / nullif(trades, 0) as expectancy_usd,
        -- Of the sums, exactly: nothing is rounded before the root.
        sqrt(
            (trades * closed_net_squares - closed_net_pnl_usd * closed_net_pnl_usd)
            / case when trades > 1 then trades::numeric * (trades - 1) end
        ) as trade_deviation_usd
    from sums

)

select
    sums.source_system,
    sums.environment,
    sums.instrument_key,
    sums.ticker,
    sums.asset_class,
    sums.first_trade_date,
    sums.last_trade_at,

    -- counts
    coalesce(accounts.accounts_trading, 0) as accounts_trading,
    sums.trades,
    sums.winning_trades,
    sums.losing_trades,
    sums.breakeven_trades,
    sums.unconverted_amounts,

    -- money
    sums.volume_usd,
    sums.gross_pnl_usd,
    sums.fees_usd,
    sums.net_pnl_usd,
    sums.gross_profit_usd,
    sums.gross_loss_usd,

    -- per trade
    sums.winning_trades::numeric / nullif(sums.winning_trades + sums.losing_trades, 0)
        as win_rate,
    sums.gross_profit_usd / nullif(sums.gross_loss_usd, 0) as profit_factor,
    sums.expectancy_usd,
    sums.trade_deviation_usd,
    sums.expectancy_usd / nullif(sums.trade_deviation_usd, 0) as expectancy_per_deviation,
    sums.best_trade_usd,
    sums.worst_trade_usd,
    sums.holding_hours / nullif(sums.timed_trades, 0) as avg_holding_hours,

    -- directions
    sums.long_trades,
    sums.short_trades,
    sums.long_net_pnl_usd,
    sums.short_net_pnl_usd,
    sums.long_winning_trades::numeric
    / nullif(sums.long_winning_trades + sums.long_losing_trades, 0) as long_win_rate,
    sums.short_winning_trades::numeric
    / nullif(sums.short_winning_trades + sums.short_losing_trades, 0) as short_win_rate,

    -- last 90 days
    coalesce(accounts.accounts_trading_90d, 0) as accounts_trading_90d,
    coalesce(recent.trades, 0) as trades_90d,
    coalesce(recent.winning_trades, 0) as winning_trades_90d,
    coalesce(recent.losing_trades, 0) as losing_trades_90d,
    coalesce(recent.breakeven_trades, 0) as breakeven_trades_90d,
    coalesce(recent.volume_usd, 0) as volume_usd_90d,
    coalesce(recent.gross_pnl_usd, 0) as gross_pnl_usd_90d,
    coalesce(recent.fees_usd, 0) as fees_usd_90d,
    coalesce(recent.net_pnl_usd, 0) as net_pnl_usd_90d,
    coalesce(recent.gross_profit_usd, 0) as gross_profit_usd_90d,
    coalesce(recent.gross_loss_usd, 0) as gross_loss_usd_90d,
    recent.winning_trades::numeric / nullif(recent.winning_trades + recent.losing_trades, 0)
        as win_rate_90d,
    recent.gross_profit_usd / nullif(recent.gross_loss_usd, 0) as profit_factor_90d,

    clock.as_of,
    now() as refreshed_at
from measured as sums
cross join {{ ref('clock') }} as clock
-- Trades without a symbol count, too. By "is not distinct from" each would be compared with all.
left join {{ ref('int_symbol_account_counts') }} as accounts
    on sums.source_system = accounts.source_system
    and sums.environment = accounts.environment
    and coalesce(sums.instrument_key::text, '') = coalesce(accounts.instrument_key::text, '')
left join recent
    on sums.source_system = recent.source_system
    and sums.environment = recent.environment
    and coalesce(sums.instrument_key::text, '') = coalesce(recent.instrument_key::text, '')
