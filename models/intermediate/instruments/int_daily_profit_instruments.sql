{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per broker-neutral symbol that was traded; there is no instrument table.
-- A trade without one keeps its broker symbol, so that its money is not lost.
with

mentions as (

    select native_symbol from {{ ref('int_daily_profit_symbol_days') }}

    union

    select coalesce(std_symbol, symbol) from {{ ref('stg_daily_profit__open_trades') }}

)

select
    native_symbol,
    null::text as native_asset_class,
    null::text as base_asset,
    null::text as quote_asset,
    null::text as exchange,
    null::text as instrument_name,
    null::boolean as is_active,
    false as is_listed
from mentions
where native_symbol is not null
