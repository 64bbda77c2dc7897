{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per corporate action. The id tells whose it is: the ticker beside it may have been
-- given up since.
select
    coalesce(symbols.symbol, actions.symbol) as native_symbol,
    actions.action_id,
    actions.action_type,
    actions.ex_date,
    actions.is_bars_adjusted,
    actions.share_factor,
    actions.cash_amount_usd
from {{ ref('stg_swiftbolt__corporate_actions') }} as actions
left join {{ ref('stg_swiftbolt__symbols') }} as symbols
    on actions.symbol_id = symbols.symbol_id
