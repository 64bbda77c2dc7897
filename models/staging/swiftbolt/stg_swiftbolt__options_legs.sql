{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per leg, as last written.
with

source as (

    {{ source_rows('swiftbolt', 'options_legs') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as leg_id,
        source.strategy_id::text as strategy_id,

        -- attributes
        source.leg_number::integer as leg_number,
        source.leg_role::text as leg_role,
        sides.canonical_value as position_side,
        source.position_type::text as native_position_side,
        source.option_type::text as option_type,
        source.expiry::date as expiry_date,
        -- A flag that was left out follows from the time it would come with.
        coalesce(source.is_closed::boolean, source.exit_timestamp is not null) as is_closed,
        coalesce(source.is_assigned::boolean, source.assignment_timestamp is not null)
            as is_assigned,
        coalesce(source.is_exercised::boolean, source.exercise_timestamp is not null)
            as is_exercised,
        source.is_itm::boolean as is_in_the_money,
        source.is_deep_itm::boolean as is_deep_in_the_money,
        source.is_breaching_strike::boolean as is_breaching_strike,
        source.is_near_expiration::boolean as is_near_expiry,

        -- measures
        source.strike::numeric as strike_price,
        source.contracts::integer as contract_count,
        source.entry_price::numeric as entry_price,
        source.total_entry_cost::numeric as entry_cost_usd,
        source.current_price::numeric as current_price,
        source.current_value::numeric as current_value_usd,
        source.unrealized_pl::numeric as unrealized_pnl_usd,
        source.unrealized_pl_pct::numeric / 100 as unrealized_pnl_ratio,
        source.exit_price::numeric as exit_price,
        source.realized_pl::numeric as realized_pnl_usd,
        source.assignment_price::numeric as assignment_price,
        source.exercise_price::numeric as exercise_price,
        source.entry_delta::numeric as entry_delta,
        source.entry_gamma::numeric as entry_gamma,
        source.entry_theta::numeric as entry_theta,
        source.entry_vega::numeric as entry_vega,
        source.entry_rho::numeric as entry_rho,
        source.current_delta::numeric as current_delta,
        source.current_gamma::numeric as current_gamma,
        source.current_theta::numeric as current_theta,
        source.current_vega::numeric as current_vega,
        source.current_rho::numeric as current_rho,
        source.vega_exposure::numeric as vega_exposure_usd,
        source.entry_implied_vol::numeric as entry_implied_volatility_ratio,
        source.current_implied_vol::numeric as current_implied_volatility_ratio,
        source.dte_at_entry::integer as days_to_expiry_at_entry,
        source.current_dte::integer as days_to_expiry,

        -- timestamps
        source.entry_timestamp::timestamptz as opened_at,
        source.exit_timestamp::timestamptz as closed_at,
        source.assignment_timestamp::timestamptz as assigned_at,
        source.exercise_timestamp::timestamptz as exercised_at,
        source.greeks_updated_at::timestamptz as greeks_updated_at,
        source.updated_at::timestamptz as updated_at,
        greatest(source.entry_timestamp, source.updated_at)::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as sides
        on sides.domain = 'position_side'
        and sides.source_system = 'swiftbolt'
        and sides.native_value = source.position_type::text

)

select * from renamed
