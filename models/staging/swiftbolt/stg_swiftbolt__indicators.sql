{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per symbol, timeframe and bar start.
-- The platform has two columns for the relative strength index; a writer fills one of them.
with

source as (

    {{ source_rows('swiftbolt', 'indicator_values') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as indicator_id,
        source.symbol_id::uuid as symbol_id,

        -- attributes
        timeframes.canonical_value as timeframe,
        source.timeframe::text as native_timeframe,

        -- measures: floating point can hold NaN, as an indicator has it while bars are too few
        source.open::numeric as open_price,
        source.high::numeric as high_price,
        source.low::numeric as low_price,
        source.close::numeric as close_price,
        source.volume::numeric as volume,
        source.macd::numeric as macd,
        source.macd_signal::numeric as macd_signal,
        source.macd_hist::numeric as macd_histogram,
        source.supertrend_value::numeric as supertrend_price,
        source.supertrend_trend::integer as supertrend_direction,
        source.supertrend_factor::numeric as supertrend_factor,
        source.nearest_support::numeric as nearest_support_price,
        source.nearest_resistance::numeric as nearest_resistance_price,
        source.support_distance_pct::numeric / 100 as support_distance_ratio,
        source.resistance_distance_pct::numeric / 100 as resistance_distance_ratio,
        source.adx::numeric as average_directional_index,
        source.atr_14::numeric as average_true_range,
        source.bb_upper::numeric as bollinger_upper_price,
        source.bb_lower::numeric as bollinger_lower_price,
        nullif(source.stoch_k::numeric, 'NaN') as stochastic_k,
        nullif(source.stoch_d::numeric, 'NaN') as stochastic_d,
        nullif(source.williams_r::numeric, 'NaN') as williams_r,
        nullif(source.cci::numeric, 'NaN') as commodity_channel_index,
        nullif(source.mfi::numeric, 'NaN') as money_flow_index,
        nullif(source.obv::numeric, 'NaN') as on_balance_volume,
        coalesce(source.rsi::numeric, nullif(source.rsi_14::numeric, 'NaN'))
            as relative_strength_index,

        -- timestamps
        source.ts::timestamptz as bar_start_at,
        source.created_at::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as timeframes
        on timeframes.domain = 'timeframe'
        and timeframes.source_system = 'swiftbolt'
        and timeframes.native_value = source.timeframe::text

)

select * from renamed
