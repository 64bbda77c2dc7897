{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per ticker that SwiftBolt knows.
select
    symbols.symbol as native_symbol,
    symbols.asset_class as native_asset_class,
    null::text as base_asset,
    null::text as quote_asset,
    null::text as exchange,
    symbols.symbol_description as instrument_name,
    symbols.is_active,
    true as is_listed
from {{ ref('stg_swiftbolt__symbols') }} as symbols
