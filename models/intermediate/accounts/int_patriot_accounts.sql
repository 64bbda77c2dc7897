{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per exchange account of a user. Its opening equity is the first balance anybody
-- read: what the migration derived from old orders is turnover (see int_patriot_balance_readings).
with

equities as (

    select
        account_id,
        (array_agg(first_balance_usd order by reading_date))[1] as first_balance_usd,
        (array_agg(last_balance_usd order by reading_date desc))[1] as last_balance_usd,
        (array_agg(last_unrealized_pnl_usd order by reading_date desc))[1]
            as last_unrealized_pnl_usd,
        max(last_read_at) as last_read_at
    from {{ ref('int_patriot_balance_days') }}
    group by account_id

)

select
    accounts.account_id,
    accounts.owner_id,
    'exchange' as account_type,
    case when accounts.is_active then 'active' else 'inactive' end as status,
    accounts.sync_status as native_status,
    null::text as phase,
    null::text as plan_id,
    null::text as plan_name,
    'USD' as base_currency,
    accounts.environment,
    lower(accounts.exchange) as exchange,
    accounts.is_active as is_open,
    accounts.opened_at,
    equities.first_balance_usd as opening_equity_usd,
    equities.last_balance_usd + coalesce(equities.last_unrealized_pnl_usd, 0)
        as reported_equity_usd,
    equities.last_read_at as reported_equity_at,
    null::numeric as profit_target_usd,
    null::numeric as max_drawdown_limit_usd,
    null::numeric as max_daily_loss_limit_usd,
    false as is_drawdown_trailing,
    null::integer as min_trading_days,
    null::integer as max_trading_days,
    accounts.loaded_at
from {{ ref('stg_patriot__accounts') }} as accounts
left join equities on accounts.account_id = equities.account_id
