{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per account and snapshot time, as last loaded.
with

source as (

    {{ source_rows('patriot', 'portfolio_snapshots') }}

),

renamed as (

    select
        -- ids
        'patriot' as source_system,
        source.account_id::text as account_id,
        {{ pseudonym('patriot', 'source.user_id') }} as owner_id,

        -- attributes
        source.exchange::text as exchange,
        snapshot_types.canonical_value as snapshot_type,
        source.snapshot_type::text as native_snapshot_type,

        -- measures: the platform's balance leaves out what is not realised
        source.total_balance_usd::numeric as balance_usd,
        source.total_balance_usd::numeric + source.unrealized_pnl_usd::numeric as equity_usd,
        source.available_balance_usd::numeric as available_usd,
        source.unrealized_pnl_usd::numeric as unrealized_pnl_usd,
        source.realized_pnl_usd::numeric as realized_pnl_usd,
        source.margin_balance_usd::numeric as margin_balance_usd,
        source.maintenance_margin_usd::numeric as maintenance_margin_usd,
        source.initial_margin_usd::numeric as initial_margin_usd,
        source.position_count::integer as position_count,
        source.total_position_value_usd::numeric as position_value_usd,
        -- The platform asks for a leverage of at least 1, also of accounts without a position.
        case
            when source.position_count = 0 and source.total_position_value_usd = 0 then 0
            else source.leverage_ratio::numeric
        end as leverage,
        source.margin_ratio::numeric as margin_ratio,
        source.var_95_usd::numeric as value_at_risk_95_usd,
        source.max_drawdown_usd::numeric as max_drawdown_usd,
        source.correlation_risk::numeric as correlation_ratio,
        source.risk_score::numeric as risk_score,
        source.data_quality_score::numeric as data_quality_ratio,

        -- timestamps
        source.time::timestamptz as snapshot_at,
        source.created_at::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as snapshot_types
        on snapshot_types.domain = 'snapshot_type'
        and snapshot_types.source_system = 'patriot'
        and snapshot_types.native_value = source.snapshot_type::text

)

select * from renamed
