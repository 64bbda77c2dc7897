{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per trade that is still open.
-- A lot is worth what the platform says the trade was at its opening: the contract sizes of its
-- brokers are not published. So everything is in dollars, at the exchange rate of the opening.
-- An account whose trades have all closed brings none, so that the last ones it brought would stay
-- open for ever: what has closed since is out, and what a newer ingestion of the account lacks.
with

open_trades as (

    select * from {{ ref('stg_daily_profit__open_trades') }}
    where is_open

),

closed as (

    select
        account_id,
        trade_id,
        min(closed_at) as closed_at
    from {{ ref('stg_daily_profit__closed_trades') }}
    -- no trade closes before it opens: older partitions are not looked at
    where trade_date >= (select min(open_trades.trade_date) from open_trades)
    group by account_id, trade_id

)

select
    open_trades.account_id || ':' || open_trades.trade_id as position_id,
    open_trades.account_id,
    null::text as strategy_id,
    coalesce(open_trades.std_symbol, open_trades.symbol) as native_symbol,
    case open_trades.side when 'buy' then 'long' when 'sell' then 'short' end as side,
    open_trades.quantity_lots as quantity,
    trim_scale(round(
        open_trades.volume_usd / nullif(open_trades.quantity_lots * open_trades.open_price, 0), 12
    )) as multiplier,
    open_trades.open_price as entry_price,
    'USD' as price_currency,
    open_trades.current_price as platform_mark_price,
    open_trades.loaded_at as platform_mark_at,
    open_trades.unrealized_pnl_usd as platform_unrealized_pnl_usd,
    open_trades.commission_usd + open_trades.swap_usd as accrued_costs_usd,
    true as is_priced_by_platform,
    'platform' as position_source,
    open_trades.opened_at,
    open_trades.loaded_at as reported_at
from open_trades
cross join {{ ref('clock') }} as clock
left join {{ ref('stg_daily_profit__accounts') }} as accounts
    on open_trades.account_id = accounts.account_id
left join closed
    on open_trades.account_id = closed.account_id
    and open_trades.trade_id = closed.trade_id
    and clock.as_of >= closed.closed_at
where
    closed.trade_id is null
    -- tables of one ingestion are hours apart, ingestions a day
    and coalesce(open_trades.loaded_at >= accounts.loaded_at - interval '12 hours', true)
