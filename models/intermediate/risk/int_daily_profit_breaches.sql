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

beyond as (

    select
        account_id,
        series_date,
        last_closed_at,
        'max_daily_loss_ratio' as limit_name,
        max_daily_loss_limit_usd as limit_usd,
        day_loss_usd as measured_usd
    from falls
    where day_loss_usd >= max_daily_loss_limit_usd

    union all

    select
        account_id,
        series_date,
        last_closed_at,
        'max_drawdown_ratio',
        max_drawdown_limit_usd,
        fall_usd
    from falls
    where fall_usd >= max_drawdown_limit_usd

),

-- Of two limits broken on one day the one that is further behind counts.
crossings as (

    select
        beyond.*,
        row_number() over (
            partition by account_id
            order by
                series_date asc,
                measured_usd / nullif(limit_usd, 0) desc nulls last,
                limit_name asc
        ) as sequence_number
    from beyond

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
