{{ config(
    indexes=[
        {'columns': ['owner_key'], 'unique': true},
        {'columns': ['source_system', 'balance_usd']},
    ]
) }}

-- Grain: one row per person of every platform.
with

-- Positions that hang on a person directly, where the platform has no accounts.
personal_positions as (

    select
        owner_key,
        count(*) as positions,
        sum(unrealized_pnl_usd) as unrealized_pnl_usd
    from {{ ref('int_personal_positions') }}
    group by owner_key

),

busiest_exchanges as (

    select
        owner_key,
        max(accounts_there) as most_accounts_on_one_exchange
    from (
        select
            owner_key,
            exchange,
            count(*) as accounts_there
        from {{ ref('dim_accounts') }}
        where owner_key is not null and is_open and exchange is not null
        group by owner_key, exchange
    ) as exchanges
    group by owner_key

)

select
    owners.owner_key,
    owners.source_system,
    owners.status,
    coalesce(
        summed.environment, case when personal.owner_key is not null then 'live' end
    ) as environment,

    -- accounts
    owners.account_count as accounts,
    coalesce(summed.connected_accounts, 0) as connected_accounts,
    coalesce(summed.shown_accounts, 0) as shown_accounts,
    coalesce(summed.reporting_accounts, 0) as reporting_accounts,
    coalesce(summed.stale_accounts, 0) as stale_accounts,
    busiest_exchanges.most_accounts_on_one_exchange,

    -- money
    summed.balance_usd,
    summed.available_usd,
    coalesce(summed.unrealized_pnl_usd, personal.unrealized_pnl_usd) as unrealized_pnl_usd,
    summed.balance_usd + coalesce(summed.unrealized_pnl_usd, 0) as equity_usd,
    summed.stale_equity_usd,
    summed.live_balance_usd,
    summed.paper_balance_usd,
    summed.testnet_balance_usd,

    -- positions and orders
    (coalesce(summed.positions, 0) + coalesce(personal.positions, 0))::bigint as positions,
    coalesce(summed.active_orders, 0)::bigint as active_orders,
    case
        when summed.active_orders > 0 then summed.active_order_value_usd
        else 0
    end as active_order_value_usd,
    case
        when summed.active_orders > 0 then summed.opening_order_value_usd
        else 0
    end as opening_order_value_usd,
    coalesce(summed.unvalued_orders, 0)::bigint as unvalued_orders,

    -- risk
    summed.risk_score,
    summed.max_risk_score,

    summed.oldest_reading_at,
    summed.newest_reading_at,
    clock.as_of,
    now() as refreshed_at
from {{ ref('dim_owners') }} as owners
cross join {{ ref('clock') }} as clock
left join {{ ref('int_owner_balances') }} as summed on owners.owner_key = summed.owner_key
left join personal_positions as personal on owners.owner_key = personal.owner_key
left join busiest_exchanges on owners.owner_key = busiest_exchanges.owner_key
