-- Grain: one row per open position, with what it is worth at its mark, in dollars too.
with

converted as (

    select
        positions.*,
        trim_scale(round(positions.quantity * positions.multiplier * positions.entry_price, 8))
            as cost_amount,
        trim_scale(round(positions.quantity * positions.multiplier * positions.mark_price, 8))
            as exposure_amount,
        {{ usd_rate('positions.price_currency', 'quotes', 'quote_rate') }} as usd_rate
    from {{ ref('int_positions_marked') }} as positions
    {{ join_usd_rate('positions.price_currency', 'positions.as_of_date', 'quotes', 'quote_rate') }}

)

select
    account_key,
    instrument_key,
    source_system,
    position_id,
    account_id,
    strategy_id,
    native_symbol,
    ticker,
    asset_class,
    side,
    direction,
    quantity,
    multiplier,
    entry_price,
    price_currency,
    cost_amount,
    cost_amount * usd_rate as cost_usd,
    mark_price,
    mark_at,
    mark_source,
    exposure_amount,
    -- dollars bought with another currency stay the dollars they are
    case
        when is_priced_by_platform and base_asset = 'USD' then cost_amount
        else exposure_amount * usd_rate
    end as exposure_usd,
    case
        when is_priced_by_platform then platform_unrealized_pnl_usd
        else direction * (exposure_amount - cost_amount) * usd_rate
    end as unrealized_pnl_usd,
    platform_unrealized_pnl_usd,
    accrued_costs_usd,
    position_source,
    opened_at,
    reported_at
from converted
