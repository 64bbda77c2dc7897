{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per account and day, as the platform computed it at the end of the day.
with

source as (

    {{ source_rows('daily_profit', 'stg_accounts_daily_snapshots') }}

),

renamed as (

    select
        -- ids
        'daily_profit' as source_system,
        source.id::bigint as row_id,
        source.account_id::text as account_id,
        {{ pseudonym('daily_profit', 'source.trader_id') }} as owner_id,
        nullif(source.plan_id::text, '') as plan_id,

        -- attributes
        source.date::date as snapshot_date,
        phases.canonical_value as phase,
        statuses.canonical_value as status,
        source.phase::text as native_phase,
        source.status::text as native_status,
        source.is_drawdown_relative::boolean as is_drawdown_relative,

        -- measures: a distance is what is left, it turns negative beyond the limit; a target or
        -- limit of 0 is none
        source.starting_balance::numeric as starting_balance_usd,
        source.current_balance::numeric as balance_usd,
        source.current_equity::numeric as equity_usd,
        nullif(source.profit_target_pct::numeric, 0) / 100 as profit_target_ratio,
        nullif(source.max_daily_drawdown_pct::numeric, 0) / 100 as max_daily_drawdown_ratio,
        nullif(source.max_drawdown_pct::numeric, 0) / 100 as max_drawdown_ratio,
        source.max_leverage::numeric as max_leverage,
        source.days_since_first_trade::integer as days_since_first_trade,
        source.active_trading_days_count::integer as active_trading_days,
        source.distance_to_profit_target::numeric as distance_to_target_usd,
        source.distance_to_max_drawdown::numeric as distance_to_drawdown_usd,

        -- timestamps: the platform writes naive UTC
        source.created_at at time zone 'UTC' as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as phases
        on phases.domain = 'account_phase'
        and phases.source_system = 'daily_profit'
        and phases.native_value = source.phase::text
    left join {{ ref('value_mappings') }} as statuses
        on statuses.domain = 'account_status'
        and statuses.source_system = 'daily_profit'
        and statuses.native_value = source.status::text

)

select * from renamed
