{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per option contract inside a capture: a quote, not the contract itself.
with

source as (

    {{ source_rows('schwab', 'options_contracts') }}

),

renamed as (

    select
        -- ids; the symbol of the exchanges is taken apart: root, then expiry as yymmdd, C or P
        -- and the strike in thousandths. An impossible day of the month runs into the next one.
        'schwab' as source_system,
        source.contract_id::text as quote_id,
        source.chain_id::text as chain_id,
        source.option_symbol::text as option_symbol,
        source.option_root::text as option_root,
        substring(source.option_symbol from '^(.*[^ ]) *[0-9]{6}[CP][0-9]{8}$') as occ_root,
        (
            date '2000-01-01' + make_interval(
                years => substring(
                    source.option_symbol from '([0-9]{2})[0-9]{4}[CP][0-9]{8}$'
                )::integer,
                months => substring(
                    source.option_symbol from '([0-9]{2})[0-9]{2}[CP][0-9]{8}$'
                )::integer - 1,
                days => substring(
                    source.option_symbol from '([0-9]{2})[CP][0-9]{8}$'
                )::integer - 1
            )
        )::date as occ_expiry_date,
        case substring(source.option_symbol from '[0-9]{6}([CP])[0-9]{8}$')
            when 'C' then 'call'
            when 'P' then 'put'
        end as occ_option_type,
        substring(source.option_symbol from '[0-9]{6}[CP]([0-9]{8})$')::numeric / 1000
            as occ_strike_price,

        -- attributes
        lower(source.put_call::text) as option_type,
        source.expiration_date::date as expiry_date,
        expiration_types.canonical_value as expiration_type,
        source.expiration_type::text as native_expiration_type,
        settlement_types.canonical_value as settlement_type,
        source.settlement_type::text as native_settlement_type,
        source.is_in_the_money::boolean as is_in_the_money,
        source.is_mini::boolean as is_mini,
        source.is_non_standard::boolean as is_non_standard,
        source.is_index_option::boolean as is_index_option,
        source.is_penny_pilot::boolean as is_penny_pilot,
        nullif(source.deliverable_note::text, '') as deliverable_note,

        -- measures: -999 and NaN stand for what the broker could not compute
        source.strike_price::numeric as strike_price,
        source.multiplier::numeric as multiplier,
        source.days_to_expiration::integer as native_days_to_expiration,
        nullif(nullif(source.bid_price::numeric, 'NaN'), -999) as bid_price,
        nullif(nullif(source.ask_price::numeric, 'NaN'), -999) as ask_price,
        nullif(nullif(source.last_price::numeric, 'NaN'), -999) as last_price,
        nullif(nullif(source.mark_price::numeric, 'NaN'), -999) as mark_price,
        nullif(nullif(source.high_price::numeric, 'NaN'), -999) as high_price,
        nullif(nullif(source.low_price::numeric, 'NaN'), -999) as low_price,
        nullif(nullif(source.open_price::numeric, 'NaN'), -999) as open_price,
        nullif(nullif(source.close_price::numeric, 'NaN'), -999) as close_price,
        source.bid_size::numeric as bid_size,
        source.ask_size::numeric as ask_size,
        source.last_size::numeric as last_size,
        source.total_volume::numeric as volume,
        source.open_interest::numeric as open_interest,
        nullif(nullif(source.volatility::numeric, 'NaN'), -999) / 100 as implied_volatility_ratio,
        nullif(nullif(source.delta::numeric, 'NaN'), -999) as delta,
        nullif(nullif(source.gamma::numeric, 'NaN'), -999) as gamma,
        nullif(nullif(source.theta::numeric, 'NaN'), -999) as theta,
        nullif(nullif(source.vega::numeric, 'NaN'), -999) as vega,
        nullif(nullif(source.rho::numeric, 'NaN'), -999) as rho,
        nullif(nullif(source.time_value::numeric, 'NaN'), -999) as time_value,
        nullif(nullif(source.intrinsic_value::numeric, 'NaN'), -999) as intrinsic_value,
        nullif(nullif(source.theoretical_option_value::numeric, 'NaN'), -999) as theoretical_value,
        nullif(nullif(source.theoretical_volatility::numeric, 'NaN'), -999) / 100
            as theoretical_volatility_ratio,

        -- timestamps: the time of the quote is the snapshot of its chain
        source.created_at::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as expiration_types
        on expiration_types.domain = 'expiration_type'
        and expiration_types.source_system = 'schwab'
        and expiration_types.native_value = source.expiration_type::text
    left join {{ ref('value_mappings') }} as settlement_types
        on settlement_types.domain = 'settlement_type'
        and settlement_types.source_system = 'schwab'
        and settlement_types.native_value = source.settlement_type::text

)

select * from renamed
