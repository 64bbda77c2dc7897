{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per account and symbol with a quantity that the executions left.
-- The broker delivers no positions; the newest execution of a book knows what remained.
with

ranked as (

    select
        account_id,
        strategy_id,
        native_symbol,
        position_quantity,
        average_entry_price,
        multiplier,
        filled_at,
        row_number() over (
            partition by account_id, strategy_id, native_symbol
            order by filled_at desc, length(fill_id) desc, fill_id desc
        ) as recency
    from {{ ref('int_fills_costed') }}
    where source_system = 'schwab'

)

select
    account_id || ':' || native_symbol as position_id,
    account_id,
    strategy_id,
    native_symbol,
    case when position_quantity > 0 then 'long' else 'short' end as side,
    abs(position_quantity) as quantity,
    multiplier,
    average_entry_price as entry_price,
    null::text as price_currency,
    null::numeric as platform_mark_price,
    null::timestamptz as platform_mark_at,
    null::numeric as platform_unrealized_pnl_usd,
    null::numeric as accrued_costs_usd,
    false as is_priced_by_platform,
    'fills' as position_source,
    null::timestamptz as opened_at,
    filled_at as reported_at
from ranked
where recency = 1 and position_quantity <> 0
