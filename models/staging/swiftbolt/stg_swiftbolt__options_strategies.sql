{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per position, as last written.
with

source as (

    {{ source_rows('swiftbolt', 'options_strategies') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as strategy_id,
        {{ pseudonym('swiftbolt', 'source.user_id') }} as owner_id,
        source.underlying_symbol_id::uuid as underlying_symbol_id,
        source.underlying_ticker::text as underlying_symbol,
        source.forecast_id::text as forecast_id,

        -- attributes
        source.name::text as strategy_name,
        source.strategy_type::text as strategy_type,
        statuses.canonical_value as status,
        source.status::text as native_status,
        labels.canonical_value as forecast_label,
        source.forecast_alignment::text as native_forecast_label,
        source.breakeven_points::numeric[] as breakeven_prices,
        source.profit_zones::jsonb as profit_zones,
        source.version::integer as version,

        -- measures
        source.num_contracts::integer as contract_count,
        source.total_debit::numeric as total_debit_usd,
        source.total_credit::numeric as total_credit_usd,
        source.net_premium::numeric as net_premium_usd,
        source.current_value::numeric as current_value_usd,
        source.realized_pl::numeric as realized_pnl_usd,
        source.total_pl::numeric as total_pnl_usd,
        source.total_pl_pct::numeric / 100 as total_pnl_ratio,
        source.max_risk::numeric as max_risk_usd,
        source.max_reward::numeric as max_reward_usd,
        source.max_risk_pct::numeric / 100 as max_risk_ratio,
        source.forecast_confidence::numeric as forecast_confidence_ratio,
        source.combined_delta::numeric as net_delta,
        source.combined_gamma::numeric as net_gamma,
        source.combined_theta::numeric as net_theta,
        source.combined_vega::numeric as net_vega,
        source.combined_rho::numeric as net_rho,
        source.min_dte::integer as min_days_to_expiry,
        source.max_dte::integer as max_days_to_expiry,

        -- timestamps
        source.created_at::timestamptz as created_at,
        source.opened_at::timestamptz as opened_at,
        source.closed_at::timestamptz as closed_at,
        source.alignment_check_at::timestamptz as forecast_checked_at,
        source.greeks_updated_at::timestamptz as greeks_updated_at,
        source.last_alert_at::timestamptz as alerted_at,
        -- Deployments that keep versions say from when to when a row held; others have neither.
        source.valid_from::timestamptz as valid_from,
        source.valid_to::timestamptz as valid_to,
        source.updated_at::timestamptz as updated_at,
        greatest(source.created_at, source.updated_at)::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as statuses
        on statuses.domain = 'strategy_status'
        and statuses.source_system = 'swiftbolt'
        and statuses.native_value = source.status::text
    left join {{ ref('value_mappings') }} as labels
        on labels.domain = 'trend_label'
        and labels.source_system = 'swiftbolt'
        and labels.native_value = source.forecast_alignment::text

)

select * from renamed
