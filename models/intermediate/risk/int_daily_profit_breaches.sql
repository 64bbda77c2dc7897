{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per account that broke a loss limit of its plan, which ends it. The platform says
-- that it did, the daily results say when and which: the first day beyond a limit.
with

breached as (

    select
        accounts.account_id,
        accounts.owner_id,
        accounts.environment,
        accounts.opening_equity_usd,
        accounts.max_drawdown_limit_usd,
        accounts.max_daily_loss_limit_usd,
        accounts.is_drawdown_trailing,
        {{ surrogate_key('account', ["'daily_profit'", 'accounts.account_id']) }} as account_key,
        coalesce(terms.updated_at, terms.loaded_at) as flagged_at
    from {{ ref('int_daily_profit_accounts') }} as accounts
    inner join {{ ref('stg_daily_profit__accounts') }} as terms
        on accounts.account_id = terms.account_id
    where terms.is_breached or accounts.status = 'breached'

),

seen as (

    select
        snapshots.account_id,
        min(snapshots.loaded_at) as first_seen_at
    from {{ ref('stg_daily_profit__account_snapshots') }} as snapshots
    where snapshots.status = 'breached'
    group by snapshots.account_id

),

days as (

    select
        breached.*,
        days.series_date,
        days.last_closed_at,
        -days.net_pnl_usd as day_loss_usd,
        sum(days.net_pnl_usd) over path as net_pnl_usd
    from breached
    inner join {{ ref('int_performance_days') }} as days
        on days.book_type = 'account' and breached.account_key = days.book_key
    cross join {{ ref('clock') }} as clock
    where days.series_date <= clock.as_of_date
    window path as (partition by breached.account_key order by days.series_date)

),

falls as (

    select
        *,
        case
            when is_drawdown_trailing
                then greatest(0, max(net_pnl_usd) over path) - net_pnl_usd
            else -net_pnl_usd
        end as fall_usd
    from days
    window path as (partition by account_key order by series_date)

),

crossings as (

    select
        falls.account_id,
        falls.series_date,
        falls.last_closed_at,
        limits.limit_name,
        limits.limit_usd,
        limits.measured_usd,
        row_number() over (
            partition by falls.account_id
            order by
                falls.series_date, limits.measured_usd / nullif(limits.limit_usd, 0) desc nulls last
        ) as sequence_number
    from falls
    cross join lateral (
        values
        ('max_daily_loss_ratio', falls.max_daily_loss_limit_usd, falls.day_loss_usd),
        ('max_drawdown_ratio', falls.max_drawdown_limit_usd, falls.fall_usd)
    ) as limits (limit_name, limit_usd, measured_usd)
    where limits.measured_usd >= limits.limit_usd

)

select
    breached.account_id as breach_id,
    breached.account_id,
    breached.owner_id,
    breached.environment,
    'plan_limit' as breach_kind,
    coalesce(crossings.limit_name, 'unknown') as limit_name,
    null::text as native_limit_name,
    case when crossings.limit_name is not null then 'ratio' end as limit_unit,
    crossings.limit_usd / nullif(breached.opening_equity_usd, 0) as limit_value,
    crossings.measured_usd / nullif(breached.opening_equity_usd, 0) as measured_value,
    'critical' as severity,
    null::text as native_severity,
    coalesce(
        crossings.last_closed_at,
        (crossings.series_date + 1)::timestamp at time zone 'UTC',
        least(seen.first_seen_at, breached.flagged_at)
    ) as breached_at,
    null::timestamptz as resolved_at,
    true as is_final
from breached
left join crossings
    on breached.account_id = crossings.account_id and crossings.sequence_number = 1
left join seen on breached.account_id = seen.account_id
