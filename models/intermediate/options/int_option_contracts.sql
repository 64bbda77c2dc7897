{{ config(
    materialized='replaced_table',
    indexes=[
        {'columns': ['contract_key'], 'unique': true},
        {'columns': ['instrument_key', 'expiry_date']},
    ]
) }}

-- Grain: one row per option contract of the house: root, last day, right and strike, whichever
-- platform quotes it, ranks it or holds it in a position.
with

mentions as (

    select
        contract_key,
        occ_symbol,
        instrument_key,
        underlying_ticker,
        expiry_date,
        option_right,
        strike_price,
        multiplier,
        source_system,
        captured_at as seen_at
    from {{ ref('int_option_days') }}

    union all

    select
        contract_key,
        occ_symbol,
        instrument_key,
        underlying_ticker,
        expiry_date,
        option_right,
        strike_price,
        null::numeric as multiplier,
        source_system,
        run_at as seen_at
    from {{ ref('int_option_ranks_conformed') }}

    union all

    select
        contract_key,
        occ_symbol,
        instrument_key,
        underlying_ticker,
        expiry_date,
        option_right,
        strike_price,
        multiplier,
        source_system,
        opened_at as seen_at
    from {{ ref('int_option_legs_conformed') }}
    where instrument_key is not null

),

contracts as (

    select
        contract_key,
        occ_symbol,
        (array_agg(instrument_key order by seen_at desc, source_system asc))[1] as instrument_key,
        (array_agg(underlying_ticker order by seen_at desc, source_system asc))[1]
            as underlying_ticker,
        expiry_date,
        option_right,
        min(strike_price) as strike_price,
        max(multiplier) as multiplier,
        array_agg(distinct source_system order by source_system) as source_systems,
        min(seen_at) as first_seen_at,
        max(seen_at) as last_seen_at
    from mentions
    group by contract_key, occ_symbol, expiry_date, option_right

)

select
    contracts.*,
    {{ option_expires_at('contracts.expiry_date') }} as expires_at,
    {{ option_expires_at('contracts.expiry_date') }} <= clock.as_of as is_expired
from contracts
cross join {{ ref('clock') }} as clock
