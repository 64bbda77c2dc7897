-- Grain: one row per person with an open account: sums over the accounts of one environment. Live,
-- paper and testnet money is never added up: a person is shown by live accounts, by paper ones
-- while there are no live ones, by testnet ones otherwise.
with

connected as (

    select
        accounts.account_key,
        accounts.source_system,
        accounts.owner_key,
        accounts.environment,
        accounts.reported_equity_usd
    from {{ ref('int_accounts_conformed') }} as accounts
    where accounts.owner_key is not null and accounts.is_open

),

account_positions as (

    select
        account_key,
        count(*) as positions,
        sum(unrealized_pnl_usd) as unrealized_pnl_usd
    from {{ ref('int_positions_valued') }}
    group by account_key

),

-- A platform that keeps positions says of an account without one that it has none.
platforms as (

    select distinct source_system
    from {{ ref('int_positions_valued') }}

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
        coalesce(connected.environment = shown_environments.environment, false) as is_shown,
        (balances.account_key is null) as is_stale,
        balances.read_at,
        balances.balance_usd,
        balances.available_usd,
        -- The positions themselves say more than the total some platforms report with the balance.
        case
            when platforms.source_system is not null and account_positions.account_key is null
                then 0
            else coalesce(account_positions.unrealized_pnl_usd, balances.unrealized_pnl_usd)
        end as unrealized_pnl_usd,
        case
            when platforms.source_system is not null then coalesce(account_positions.positions, 0)
            else coalesce(balances.position_count, 0)
        end as positions,
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
    left join platforms on connected.source_system = platforms.source_system
    left join account_orders as orders on connected.account_key = orders.account_key

)

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
