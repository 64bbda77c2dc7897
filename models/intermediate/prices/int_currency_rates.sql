{{ config(
    materialized='replaced_table',
    indexes=[{'columns': ['currency', 'rate_date'], 'unique': true}]
) }}

-- Grain: one row per currency and day with a price: what one unit is worth in US dollars.
-- Pegged currencies need no row; dollars before stablecoins where both are quoted.
with

pairs as (

    select
        instrument_key,
        min(base_asset) as base_asset,
        min(quote_asset) as quote_asset
    from {{ ref('int_instruments_resolved') }}
    where base_asset is not null and asset_class in ('crypto', 'fx')
    group by instrument_key

),

quotes as (

    select
        pairs.base_asset as currency,
        bars.bar_date as rate_date,
        bars.close_price * quote_currencies.usd_peg as usd_rate,
        case pairs.quote_asset when 'USD' then 1 else 2 end as preference,
        pairs.quote_asset as quoted_in
    from pairs
    inner join {{ ref('currencies') }} as quote_currencies
        on pairs.quote_asset = quote_currencies.currency
        and quote_currencies.usd_peg is not null
    inner join {{ ref('int_daily_bars') }} as bars
        on pairs.instrument_key = bars.instrument_key

    union all

    select
        pairs.quote_asset,
        bars.bar_date,
        base_currencies.usd_peg / bars.close_price,
        3,
        pairs.base_asset
    from pairs
    inner join {{ ref('currencies') }} as base_currencies
        on pairs.base_asset = base_currencies.currency
        and base_currencies.usd_peg is not null
    inner join {{ ref('int_daily_bars') }} as bars
        on pairs.instrument_key = bars.instrument_key
    where bars.close_price > 0

),

ranked as (

    select
        *,
        row_number() over (
            partition by currency, rate_date
            order by preference, quoted_in
        ) as position
    from quotes

)

select
    currency,
    rate_date,
    usd_rate,
    quoted_in
from ranked
where position = 1
