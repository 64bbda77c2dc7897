{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per account and snapshot time, as last loaded.
with

source as (

    select * from {{ source('patriot', 'portfolio_snapshots') }}

),

ranked as (

    select
        source.*,
        row_number() over (
            partition by account_id, time
            order by created_at desc nulls last
        ) as copy_rank
    from source

),

current as (

    select * from ranked
    where copy_rank = 1

),

renamed as (

    select
        -- ids
        'patriot' as source_system,
        current.account_id::text as account_id,
        {{ pseudonym('patriot', 'current.user_id') }} as owner_id,

        -- attributes
        current.exchange::text as exchange,
        snapshot_types.canonical_value as snapshot_type,

        -- measures: the platform's balance leaves out what is not realised
        current.total_balance_usd::numeric as balance_usd,
        current.total_balance_usd::numeric + current.unrealized_pnl_usd::numeric as equity_usd,
        current.available_balance_usd::numeric as available_usd,
        current.unrealized_pnl_usd::numeric as unrealized_pnl_usd,
        current.realized_pnl_usd::numeric as realized_pnl_usd,
        current.margin_balance_usd::numeric as margin_balance_usd,
        current.maintenance_margin_usd::numeric as maintenance_margin_usd,
        current.initial_margin_usd::numeric as initial_margin_usd,
        current.position_count::integer as position_count,
        current.total_position_value_usd::numeric as position_value_usd,
        current.leverage_ratio::numeric as leverage,
        current.margin_ratio::numeric as margin_ratio,
        current.var_95_usd::numeric as value_at_risk_95_usd,
        current.max_drawdown_usd::numeric as max_drawdown_usd,
        current.correlation_risk::numeric as correlation_ratio,
        current.risk_score::numeric as risk_score,
        current.data_quality_score::numeric as data_quality_ratio,

        -- timestamps
        current.time::timestamptz as snapshot_at,
        current.created_at::timestamptz as loaded_at

    from current
    left join {{ ref('value_mappings') }} as snapshot_types
        on snapshot_types.domain = 'snapshot_type'
        and snapshot_types.source_system = 'patriot'
        and snapshot_types.native_value = current.snapshot_type::text

)

select * from renamed
