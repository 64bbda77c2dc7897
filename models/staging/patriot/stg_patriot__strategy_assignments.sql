{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per period in which a strategy had a share of an account.
with

source as (

    {{ source_rows('patriot', 'user_strategy_assignments') }}

),

renamed as (

    select
        -- ids
        'patriot' as source_system,
        source.id::text as assignment_id,
        source.account_id::text as account_id,
        {{ pseudonym('patriot', 'source.user_id') }} as owner_id,
        source.strategy_id::text as strategy_id,

        -- attributes
        source.is_active::boolean as is_active,
        source.auto_rebalance::boolean as is_auto_rebalanced,

        -- measures
        source.allocation_percent::numeric / 100 as allocation_ratio,
        source.allocated_balance_usd::numeric as allocated_balance_usd,
        source.risk_multiplier::numeric as risk_multiplier,

        -- timestamps
        source.assigned_at::timestamptz as assigned_at,
        source.deactivated_at::timestamptz as deactivated_at,
        source.last_rebalanced_at::timestamptz as rebalanced_at,
        greatest(
            source.assigned_at, source.deactivated_at, source.last_rebalanced_at
        )::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
