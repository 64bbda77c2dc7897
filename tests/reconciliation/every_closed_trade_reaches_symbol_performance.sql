{{ config(enabled=system_enabled('daily_profit')) }}

{%- set part = followed_part(ref('int_daily_profit_symbol_days'), 'reconciliation', none) %}
{%- set failures %}
-- Trades of symbols without a broker-neutral name and of symbols with few trades count too. What
-- staging says of a day is looked at when the day was touched (all days in `dbt test`); that the
-- mart has all days, every time: there are few.
with

staged as (

    select
        trades.trade_date,
        count(*) as trades,
        sum(trades.net_pnl_usd) as net_pnl_usd
    from {{ ref('stg_daily_profit__closed_trades') }} as trades
    inner join {{ ref('clock') }} as clock
        on coalesce(trades.closed_at <= clock.as_of, trades.trade_date <= clock.as_of_date)
    where {{ part.is_in }}
    group by trades.trade_date

),

days as (

    select
        trade_date,
        sum(trades) as trades,
        sum(net_pnl_usd) as net_pnl_usd
    from {{ ref('int_daily_profit_symbol_days') }}
    where {{ part.is_in }}
    group by trade_date

),

lifetime as (

    select
        sum(trades) as trades,
        sum(net_pnl_usd) as net_pnl_usd
    from {{ ref('int_daily_profit_symbol_days') }}

),

symbols as (

    select
        sum(trades) as trades,
        sum(net_pnl_usd) as net_pnl_usd
    from {{ ref('symbol_performance') }}
    where source_system = 'daily_profit'

)

select
    coalesce(staged.trade_date, days.trade_date) as trade_date,
    staged.trades,
    days.trades as trades_reached,
    staged.net_pnl_usd,
    days.net_pnl_usd as net_pnl_usd_reached
from staged
full join days on staged.trade_date = days.trade_date
where
    staged.trades is distinct from days.trades
    or staged.net_pnl_usd is distinct from days.net_pnl_usd

union all

select
    null as trade_date,
    lifetime.trades,
    symbols.trades as trades_reached,
    lifetime.net_pnl_usd,
    symbols.net_pnl_usd as net_pnl_usd_reached
from lifetime
cross join symbols
where
    coalesce(lifetime.trades, 0) <> coalesce(symbols.trades, 0)
    or coalesce(lifetime.net_pnl_usd, 0) <> coalesce(symbols.net_pnl_usd, 0)
{%- endset %}
{{ failures_of(part, failures) }}
