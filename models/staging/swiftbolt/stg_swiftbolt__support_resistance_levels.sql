{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per symbol, timeframe and day of calculation.
with

source as (

    {{ source_rows('swiftbolt', 'support_resistance_levels') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as level_id,
        source.symbol_id::uuid as symbol_id,

        -- attributes
        timeframes.canonical_value as timeframe,
        source.timeframe::text as native_timeframe,
        source.computed_date::date as computed_date,
        lower(nullif(source.fib_trend::text, '')) as fibonacci_trend,
        source.zigzag_swings::jsonb as swings,
        source.kmeans_centers::jsonb as cluster_centers,
        source.all_supports::jsonb as supports,
        source.all_resistances::jsonb as resistances,

        -- measures
        source.current_price::numeric as current_price,
        source.pivot_pp::numeric as pivot_price,
        source.pivot_r1::numeric as pivot_resistance_1_price,
        source.pivot_r2::numeric as pivot_resistance_2_price,
        source.pivot_r3::numeric as pivot_resistance_3_price,
        source.pivot_s1::numeric as pivot_support_1_price,
        source.pivot_s2::numeric as pivot_support_2_price,
        source.pivot_s3::numeric as pivot_support_3_price,
        source.fib_range_high::numeric as fibonacci_high_price,
        source.fib_range_low::numeric as fibonacci_low_price,
        source.fib_0::numeric as fibonacci_0_price,
        source.fib_236::numeric as fibonacci_236_price,
        source.fib_382::numeric as fibonacci_382_price,
        source.fib_500::numeric as fibonacci_500_price,
        source.fib_618::numeric as fibonacci_618_price,
        source.fib_786::numeric as fibonacci_786_price,
        source.fib_100::numeric as fibonacci_100_price,
        source.nearest_support::numeric as nearest_support_price,
        source.nearest_resistance::numeric as nearest_resistance_price,
        source.support_distance_pct::numeric / 100 as support_distance_ratio,
        source.resistance_distance_pct::numeric / 100 as resistance_distance_ratio,
        source.sr_ratio::numeric as support_to_resistance_distance,
        source.period_high::numeric as period_high_price,
        source.period_low::numeric as period_low_price,
        source.lookback_bars::integer as lookback_bar_count,
        source.support_volume_strength::numeric as support_volume_score,
        source.resistance_volume_strength::numeric as resistance_volume_score,
        source.support_touches_count::integer as support_touch_count,
        source.resistance_touches_count::integer as resistance_touch_count,
        source.support_strength_score::numeric as support_strength_score,
        source.resistance_strength_score::numeric as resistance_strength_score,
        source.support_hold_probability::numeric as support_hold_ratio,
        source.resistance_hold_probability::numeric as resistance_hold_ratio,
        source.polynomial_support::numeric as polynomial_support_price,
        source.polynomial_resistance::numeric as polynomial_resistance_price,
        source.support_slope::numeric as support_slope,
        source.resistance_slope::numeric as resistance_slope,

        -- timestamps
        source.computed_at::timestamptz as computed_at,
        source.created_at::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as timeframes
        on timeframes.domain = 'timeframe'
        and timeframes.source_system = 'swiftbolt'
        and timeframes.native_value = source.timeframe::text

)

select * from renamed
