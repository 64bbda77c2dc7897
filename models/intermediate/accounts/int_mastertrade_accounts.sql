{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per environment: MasterTrade books paper and live apart and has no other account.
with

equities as (

    select
        account_id as environment,
        min(read_at) as first_snapshot_at,
        max(read_at) as last_snapshot_at,
        (array_agg(balance_usd order by read_at))[1] as first_equity_usd,
        (array_agg(balance_usd order by read_at desc))[1] as last_equity_usd
    from {{ ref('int_mastertrade_balance_readings') }}
    group by account_id

),

environments as (

    select environment from equities

    union

    select environment from {{ ref('stg_mastertrade__orders') }}

)

select
    environments.environment as account_id,
    null::text as owner_id,
    'exchange' as account_type,
    'active' as status,
    null::text as native_status,
    null::text as phase,
    null::text as plan_id,
    null::text as plan_name,
    'USD' as base_currency,
    environments.environment,
    null::text as exchange,
    true as is_open,
    equities.first_snapshot_at as opened_at,
    equities.first_equity_usd as opening_equity_usd,
    equities.last_equity_usd as reported_equity_usd,
    equities.last_snapshot_at as reported_equity_at,
    null::numeric as profit_target_usd,
    null::numeric as max_drawdown_limit_usd,
    null::numeric as max_daily_loss_limit_usd,
    false as is_drawdown_trailing,
    null::integer as min_trading_days,
    null::integer as max_trading_days,
    equities.last_snapshot_at as loaded_at
from environments
left join equities on environments.environment = equities.environment
where environments.environment is not null
