{{ config(
    materialized='replaced_table',
    indexes=[{'columns': ['source_system', 'native_symbol'], 'unique': true}]
) }}

-- Grain: one row per platform and native symbol, with the house instrument it stands for.
-- A platform without a word for funds files them under shares: what another one lists as a fund is
-- one, unless an override says what it is.
with

named as (

    select * from {{ ref('int_instruments_named') }}

),

funds as (

    select
        canonical_symbol,
        -- What one calls an etf and another a fund is an etf.
        min(asset_class) as asset_class
    from named
    where is_listed and asset_class in ('etf', 'fund')
    group by canonical_symbol

),

systems_with_funds as (

    select source_system
    from {{ ref('value_mappings') }}
    where domain = 'asset_class' and canonical_value in ('etf', 'fund')
    group by source_system

),

settled as (

    select
        named.*,
        coalesce(funds.asset_class, named.asset_class) as settled_asset_class
    from named
    left join systems_with_funds
        on named.source_system = systems_with_funds.source_system
    left join funds
        on named.canonical_symbol = funds.canonical_symbol
        and named.asset_class = 'equity'
        and not named.is_overridden
        and systems_with_funds.source_system is null

)

select
    {{ surrogate_key('instrument', ['settled_asset_class', 'canonical_symbol']) }}
        as instrument_key,
    source_system,
    native_symbol,
    settled_asset_class as asset_class,
    canonical_symbol,
    exchange,
    instrument_name,
    is_active,
    is_listed,
    base_asset,
    quote_asset,
    underlying_symbol,
    expiry_date,
    option_right,
    strike_price
from settled
