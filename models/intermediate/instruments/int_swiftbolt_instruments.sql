{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per ticker that SwiftBolt lists, and per underlying that only an option position
-- mentions: its ticker is a copy that may outlive the symbol.
with

mentioned as (

    select strategies.underlying_symbol as native_symbol
    from {{ ref('stg_swiftbolt__options_strategies') }} as strategies
    where
        strategies.underlying_symbol is not null
        and not exists (
            select 1 from {{ ref('stg_swiftbolt__symbols') }} as symbols
            where
                symbols.symbol_id = strategies.underlying_symbol_id
                or symbols.symbol = strategies.underlying_symbol
        )
    group by strategies.underlying_symbol

)

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

union all

select
    mentioned.native_symbol,
    null,
    null,
    null,
    null,
    null,
    null,
    false
from mentioned
