{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per challenge or funding plan.
with

source as (

    {{ source_rows('daily_profit', 'raw_plans_data') }}

),

renamed as (

    select
        -- ids
        'daily_profit' as source_system,
        id::bigint as row_id,
        plan_id::text as plan_id,

        -- attributes
        plan_name::text as plan_name,
        plan_type::text as plan_type,
        is_drawdown_relative::boolean as is_drawdown_relative,
        daily_drawdown_by_balance_equity::boolean as is_daily_drawdown_from_higher,
        liquidate_friday::boolean as is_liquidated_on_friday,
        enable_consistency::boolean as has_consistency_rule,

        -- measures: a target or limit of 0 is none; as one it would end an account on its first day
        starting_balance::numeric as starting_balance_usd,
        nullif(profit_target::numeric, 0) as profit_target_usd,
        nullif(profit_target_pct::numeric, 0) / 100 as profit_target_ratio,
        nullif(max_drawdown::numeric, 0) as max_drawdown_usd,
        nullif(max_drawdown_pct::numeric, 0) / 100 as max_drawdown_ratio,
        nullif(max_daily_drawdown::numeric, 0) as max_daily_drawdown_usd,
        nullif(max_daily_drawdown_pct::numeric, 0) / 100 as max_daily_drawdown_ratio,
        max_leverage::numeric as max_leverage,
        min_trading_days::integer as min_trading_days,
        nullif(max_trading_days::integer, 0) as max_trading_days,
        nullif(inactivity_period::integer, 0) as max_inactive_days,
        profit_split_pct::numeric / 100 as profit_split_ratio,

        -- timestamps: the platform writes naive UTC
        ingestion_timestamp at time zone 'UTC' as loaded_at,
        source_row

    from source

)

select * from renamed
