-- Grain: one row per account with open positions: how large they are together and one by one. What
-- some positions hide, a sum over the others would play down, so that it is null.
with

-- Long and short positions in one symbol are added up, not offset: either side can be stopped out.
symbols as (

    select
        account_key,
        native_symbol,
        count(*) as positions,
        count(*) filter (where exposure_usd is null) as unvalued_positions,
        sum(exposure_usd) as value_usd,
        max(exposure_usd) as largest_position_usd
    from {{ ref('int_positions_valued') }}
    group by account_key, native_symbol

)

select
    account_key,
    sum(positions) as positions,
    sum(unvalued_positions) as unvalued_positions,
    case when sum(unvalued_positions) = 0 then sum(value_usd) end as exposure_usd,
    case when sum(unvalued_positions) = 0 then max(value_usd) end as largest_symbol_usd,
    case when sum(unvalued_positions) = 0 then max(largest_position_usd) end
        as largest_position_usd
from symbols
group by account_key
