{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per pair, listed or only mentioned by an order or a position; the same pair on
-- several exchanges is one instrument.
with

listed as (

    select
        symbol as native_symbol,
        min(base_asset) as base_asset,
        min(quote_asset) as quote_asset,
        bool_or(is_active) as is_active
    from {{ ref('stg_patriot__symbols') }}
    group by symbol

),

mentioned as (

    select symbol as native_symbol
    from {{ ref('int_patriot_order_links') }}

    union

    select symbol
    from {{ ref('stg_patriot__positions') }}

)

select
    coalesce(listed.native_symbol, mentioned.native_symbol) as native_symbol,
    'crypto' as native_asset_class,
    listed.base_asset,
    listed.quote_asset,
    null::text as exchange,
    null::text as instrument_name,
    listed.is_active,
    listed.native_symbol is not null as is_listed
from listed
full join mentioned on listed.native_symbol = mentioned.native_symbol
