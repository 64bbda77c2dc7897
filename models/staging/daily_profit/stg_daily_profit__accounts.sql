{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per account, as last loaded; the source appends a copy with every ingestion.
with

source as (

    {{ source_rows('daily_profit', 'raw_accounts_data') }}

),

renamed as (

    select
        -- ids: the login opens the trading platform and is never shown; forecasts name an account
        -- by it alone, so that its pseudonym is needed to find the account
        'daily_profit' as source_system,
        source.id::bigint as row_id,
        source.account_id::text as account_id,
        {{ pseudonym('daily_profit', 'source.login') }} as login_id,
        {{ pseudonym('daily_profit', 'source.trader_id') }} as owner_id,
        nullif(source.plan_id::text, '') as plan_id,

        -- attributes
        phases.canonical_value as phase,
        statuses.canonical_value as status,
        source.phase::text as native_phase,
        source.status::text as native_status,
        statuses.canonical_value = 'active' as is_active,
        source.breached::integer = 1 as is_breached,
        source.breached::integer as native_breached,
        source.is_upgraded::integer = 1 as is_upgraded,
        source.is_upgraded::integer as native_upgraded,
        source.is_drawdown_relative::boolean as is_drawdown_relative,

        -- measures: a target or limit of 0 is none
        source.starting_balance::numeric as starting_balance_usd,
        source.current_balance::numeric as balance_usd,
        source.current_equity::numeric as equity_usd,
        nullif(source.profit_target_pct::numeric, 0) / 100 as profit_target_ratio,
        nullif(source.max_daily_drawdown_pct::numeric, 0) / 100 as max_daily_drawdown_ratio,
        nullif(source.max_drawdown_pct::numeric, 0) / 100 as max_drawdown_ratio,
        source.max_leverage::numeric as max_leverage,

        -- timestamps: the platform writes naive UTC
        source.created_at at time zone 'UTC' as opened_at,
        source.updated_at at time zone 'UTC' as updated_at,
        source.ingestion_timestamp at time zone 'UTC' as loaded_at,
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
