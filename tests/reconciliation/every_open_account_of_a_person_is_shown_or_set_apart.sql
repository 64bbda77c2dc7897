-- Per platform, the open accounts with an owner are all in user_portfolio_summary: those it shows,
-- fresh or stale, and those of an environment it does not show.
with

accounts as (

    select
        source_system,
        count(*) as open_accounts
    from {{ ref('dim_accounts') }}
    where owner_key is not null and is_open
    group by source_system

),

shown as (

    select
        source_system,
        sum(connected_accounts) as connected_accounts
    from {{ ref('user_portfolio_summary') }}
    group by source_system

)

select
    accounts.source_system,
    accounts.open_accounts,
    shown.connected_accounts
from accounts
left join shown on accounts.source_system = shown.source_system
where accounts.open_accounts <> coalesce(shown.connected_accounts, 0)
