{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per symbol of the security master, and per symbol that only an order, an entry of
-- the ledger, a chain or a bar mentions: nothing at the broker ties them to the master. What the
-- legs of a spread have in common is the root of their options. It stands for the ticker, for an
-- index without its dollar sign, or for what the seed instrument_overrides says.
with

mentions as (

    select
        symbol as native_symbol,
        instrument_type as asset_class
    from {{ ref('stg_schwab__order_legs') }}

    union

    select
        symbol,
        instrument_type
    from {{ ref('int_schwab_rejected_legs') }}

    union

    select
        legs.underlying_symbol,
        indexes.asset_class
    from {{ ref('stg_schwab__order_legs') }} as legs
    left join {{ ref('stg_schwab__symbols') }} as indexes
        on indexes.symbol = '$' || legs.underlying_symbol
    where legs.instrument_type = 'option'

    union

    select
        symbol,
        instrument_type
    from {{ ref('stg_schwab__transaction_items') }}

    union

    select
        underlying_symbol,
        null
    from {{ ref('stg_schwab__options_chains') }}

    union

    select
        native_id,
        null
    from {{ ref('int_bar_counts') }}
    where source_system = 'schwab'

),

mentioned as (

    select
        native_symbol,
        max(asset_class) as asset_class
    from mentions
    where native_symbol is not null
    group by native_symbol

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
    mentioned.native_symbol,
    mentioned.asset_class,
    null,
    null,
    null,
    null,
    null,
    false
from mentioned
where not exists (
    select 1 from {{ ref('stg_schwab__symbols') }} as symbols
    where symbols.symbol = mentioned.native_symbol
)
