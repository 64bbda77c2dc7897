{{ config(
    indexes=[
        {'columns': ['owner_key'], 'unique': true},
        {'columns': ['source_system', 'balance_usd']},
    ]
) }}

-- Grain: one row per person of every platform. Live, paper and testnet money is never added up: a
-- person is shown by live accounts, by paper ones while there are no live ones, by testnet ones
-- otherwise.
with

connected as (

    select
        accounts.account_key,
        accounts.owner_key,
        accounts.environment,
        accounts.exchange,
        accounts.reported_equity_usd
    from {{ ref('dim_accounts') }} as accounts
    where accounts.owner_key is not null and accounts.is_open

),

account_positions as (

    select
        account_key,
        count(*) as positions,
        sum(unrealized_pnl_usd) as unrealized_pnl_usd
    from {{ ref('int_position_values') }}
    where account_key is not null
    group by account_key

),

-- Positions that hang on a person directly, where the platform has no accounts.
personal_positions as (

    select
        owner_key,
        count(*) as positions,
        sum(unrealized_pnl_usd) as unrealized_pnl_usd
    from {{ ref('int_position_values') }}
    where account_key is null and owner_key is not null
    group by owner_key

),

account_orders as (

    select
        account_key,
        count(*) as active_orders,
        sum(remaining_value_usd) as active_order_value_usd,
        case
            when count(*) filter (where not is_reduce_only) = 0 then 0
            else sum(remaining_value_usd) filter (where not is_reduce_only)
        end as opening_order_value_usd,
        count(*) filter (where remaining_value_usd is null) as unvalued_orders
    from {{ ref('int_active_orders') }}
    group by account_key

),

shown_environments as (

    select
        owner_key,
        (array_agg(
            environment order by array_position(array['live', 'paper', 'testnet'], environment)
        ))[1] as environment
    from connected
    group by owner_key

),

accounts as (

    select
        connected.account_key,
        connected.owner_key,
        connected.environment,
        connected.exchange,
        coalesce(connected.environment = shown_environments.environment, false) as is_shown,
        (balances.account_key is null) as is_stale,
        balances.read_at,
        balances.balance_usd,
        balances.available_usd,
        -- The positions themselves say more than the total some platforms report with the balance.
        coalesce(account_positions.unrealized_pnl_usd, balances.unrealized_pnl_usd)
            as unrealized_pnl_usd,
        coalesce(account_positions.positions, balances.position_count, 0) as positions,
        balances.risk_score,
        case when balances.account_key is null then connected.reported_equity_usd end
            as stale_equity_usd,
        orders.active_orders,
        orders.active_order_value_usd,
        orders.opening_order_value_usd,
        orders.unvalued_orders
    from connected
    inner join shown_environments on connected.owner_key = shown_environments.owner_key
    left join {{ ref('int_fresh_balances') }} as balances
        on connected.account_key = balances.account_key
    left join account_positions on connected.account_key = account_positions.account_key
    left join account_orders as orders on connected.account_key = orders.account_key

),

summed as (

    select
        owner_key,
        max(environment) filter (where is_shown) as environment,
        count(*) as connected_accounts,
        count(*) filter (where is_shown) as shown_accounts,
        count(*) filter (where is_shown and not is_stale) as reporting_accounts,
        count(*) filter (where is_shown and is_stale) as stale_accounts,
        sum(stale_equity_usd) filter (where is_shown) as stale_equity_usd,
        sum(balance_usd) filter (where is_shown) as balance_usd,
        sum(available_usd) filter (where is_shown) as available_usd,
        sum(unrealized_pnl_usd) filter (where is_shown and not is_stale) as unrealized_pnl_usd,
        sum(positions) filter (where is_shown and not is_stale) as positions,
        sum(active_orders) filter (where is_shown) as active_orders,
        sum(active_order_value_usd) filter (where is_shown) as active_order_value_usd,
        sum(opening_order_value_usd) filter (where is_shown) as opening_order_value_usd,
        sum(unvalued_orders) filter (where is_shown) as unvalued_orders,
        -- A large account's risk is more of the person's risk than a small one's.
        sum(risk_score * balance_usd) filter (where is_shown and balance_usd > 0)
        / nullif(
            sum(balance_usd) filter (
                where is_shown and balance_usd > 0 and risk_score is not null
            ), 0
        ) as risk_score,
        max(risk_score) filter (where is_shown) as max_risk_score,
        sum(balance_usd) filter (where environment = 'live') as live_balance_usd,
        sum(balance_usd) filter (where environment = 'paper') as paper_balance_usd,
        sum(balance_usd) filter (where environment = 'testnet') as testnet_balance_usd,
        min(read_at) filter (where is_shown) as oldest_reading_at,
        max(read_at) filter (where is_shown) as newest_reading_at
    from accounts
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
        from connected
        where exchange is not null
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
left join summed on owners.owner_key = summed.owner_key
left join personal_positions as personal on owners.owner_key = personal.owner_key
left join busiest_exchanges on owners.owner_key = busiest_exchanges.owner_key
