{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per account, as last loaded; the source appends a copy with every ingestion.
with

source as (

    select * from {{ source('daily_profit', 'raw_accounts_data') }}

),

ranked as (

    select
        source.*,
        row_number() over (
            partition by account_id
            order by ingestion_timestamp desc nulls last, id desc
        ) as copy_rank
    from source

),

current as (

    select * from ranked
    where copy_rank = 1

),

renamed as (

    select
        -- ids: the login is left out, it opens the trading platform
        'daily_profit' as source_system,
        account.account_id::text as account_id,
        {{ pseudonym('daily_profit', 'account.trader_id') }} as owner_id,
        nullif(account.plan_id::text, '') as plan_id,

        -- attributes
        phases.canonical_value as phase,
        statuses.canonical_value as status,
        account.phase::text as native_phase,
        account.status::text as native_status,
        statuses.canonical_value = 'active' as is_active,
        account.breached::integer = 1 as is_breached,
        account.is_upgraded::integer = 1 as is_upgraded,
        account.is_drawdown_relative::boolean as is_drawdown_relative,

        -- measures
        account.starting_balance::numeric as starting_balance_usd,
        account.current_balance::numeric as balance_usd,
        account.current_equity::numeric as equity_usd,
        account.profit_target_pct::numeric / 100 as profit_target_ratio,
        account.max_daily_drawdown_pct::numeric / 100 as max_daily_drawdown_ratio,
        account.max_drawdown_pct::numeric / 100 as max_drawdown_ratio,
        account.max_leverage::numeric as max_leverage,

        -- timestamps: the platform writes naive UTC
        account.created_at at time zone 'UTC' as opened_at,
        account.updated_at at time zone 'UTC' as updated_at,
        account.ingestion_timestamp at time zone 'UTC' as loaded_at

    from current as account
    left join {{ ref('value_mappings') }} as phases
        on phases.domain = 'account_phase'
        and phases.source_system = 'daily_profit'
        and phases.native_value = account.phase::text
    left join {{ ref('value_mappings') }} as statuses
        on statuses.domain = 'account_status'
        and statuses.source_system = 'daily_profit'
        and statuses.native_value = account.status::text

)

select * from renamed
