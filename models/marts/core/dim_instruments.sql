{{ config(
    materialized='replaced_table',
    indexes=[
        {'columns': ['instrument_key'], 'unique': true},
        {'columns': ['ticker']},
    ]
) }}

-- Grain: one row per instrument of the house, whatever platforms know it.
with

instruments as (

    select
        instrument_key,
        min(asset_class) as asset_class,
        min(canonical_symbol) as ticker,
        min(base_asset) as base_asset,
        min(quote_asset) as quote_asset,
        min(underlying_symbol) as underlying_symbol,
        min(expiry_date) as expiry_date,
        min(option_right) as option_right,
        min(strike_price) as strike_price,
        min(exchange) as exchange,
        min(instrument_name) as instrument_name,
        coalesce(bool_or(is_active), true) as is_active,
        not bool_or(is_listed) as is_inferred,
        array_agg(distinct source_system order by source_system) as source_systems,
        array_agg(source_system || ':' || native_symbol order by source_system, native_symbol)
            as native_symbols
    from {{ ref('int_instruments_resolved') }}
    group by instrument_key

)

select
    instruments.instrument_key,
    instruments.asset_class,
    instruments.ticker,
    instruments.base_asset,
    instruments.quote_asset,
    instruments.underlying_symbol,
    instruments.expiry_date,
    instruments.option_right,
    instruments.strike_price,
    instruments.exchange,
    instruments.instrument_name,
    instruments.is_active,
    instruments.is_inferred,
    instruments.source_systems,
    instruments.native_symbols,
    clock.as_of,
    now() as refreshed_at
from instruments
cross join {{ ref('clock') }} as clock
