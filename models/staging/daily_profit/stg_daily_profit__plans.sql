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

        -- measures
        starting_balance::numeric as starting_balance_usd,
        profit_target::numeric as profit_target_usd,
        profit_target_pct::numeric / 100 as profit_target_ratio,
        max_drawdown::numeric as max_drawdown_usd,
        max_drawdown_pct::numeric / 100 as max_drawdown_ratio,
        max_daily_drawdown::numeric as max_daily_drawdown_usd,
        max_daily_drawdown_pct::numeric / 100 as max_daily_drawdown_ratio,
        max_leverage::numeric as max_leverage,
        min_trading_days::integer as min_trading_days,
        max_trading_days::integer as max_trading_days,
        inactivity_period::integer as max_inactive_days,
        profit_split_pct::numeric / 100 as profit_split_ratio,

        -- timestamps: the platform writes naive UTC
        ingestion_timestamp at time zone 'UTC' as loaded_at,
        source_row

    from source

)

select * from renamed
