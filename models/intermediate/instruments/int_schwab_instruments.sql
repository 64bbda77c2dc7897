{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per symbol of the security master, and per option contract that was ordered.
with

traded as (

    select
        symbol as native_symbol,
        max(instrument_type) as asset_class
    from {{ ref('stg_schwab__order_legs') }}
    where symbol is not null
    group by symbol

)

select
    symbols.symbol as native_symbol,
    symbols.asset_class as native_asset_class,
    null::text as base_asset,
    null::text as quote_asset,
    symbols.exchange,
    symbols.company_name as instrument_name,
    symbols.is_active,
    true as is_listed
from {{ ref('stg_schwab__symbols') }} as symbols

union all

select
    traded.native_symbol,
    traded.asset_class,
    null,
    null,
    null,
    null,
    null,
    false
from traded
where not exists (
    select 1 from {{ ref('stg_schwab__symbols') }} as symbols
    where symbols.symbol = traded.native_symbol
)
