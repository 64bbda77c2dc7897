-- What an account holds is worth the same in portfolio_risk as in open_positions, and what it has
-- gained the same in user_portfolio_summary. The marts may be of different refreshes: only those of
-- one clock are compared.
with

positions as (

    select
        account_key,
        as_of,
        sum(positions) as positions,
        sum(exposure_usd) as exposure_usd,
        sum(unrealized_pnl_usd) as unrealized_pnl_usd,
        count(*) filter (where exposure_usd is null) as unvalued_rows
    from {{ ref('open_positions') }}
    group by account_key, as_of

),

-- A platform that keeps positions says of an account without one that it has none, whatever it
-- reports with the balance.
platforms as (

    select distinct source_system
    from {{ ref('open_positions') }}

),

risks as (

    select
        risks.account_key,
        risks.positions as risk_positions,
        risks.exposure_usd as risk_exposure_usd,
        positions.positions,
        positions.exposure_usd,
        positions.unvalued_rows
    from {{ ref('portfolio_risk') }} as risks
    left join positions on risks.account_key = positions.account_key
    where
        risks.as_of = (select max(clock.as_of) from {{ ref('clock') }} as clock)
        and not exists (
            select 1 from {{ ref('open_positions') }} as other
            where other.as_of <> risks.as_of
        )

),

owners as (

    select
        accounts.owner_key,
        sum(case
            when platforms.source_system is not null and positions.account_key is null then 0
            else coalesce(positions.unrealized_pnl_usd, balances.unrealized_pnl_usd)
        end) as unrealized_pnl_usd,
        sum(case
            when platforms.source_system is not null then coalesce(positions.positions, 0)
            else coalesce(balances.position_count, 0)
        end) as positions
    from {{ ref('int_accounts_conformed') }} as accounts
    inner join {{ ref('int_fresh_balances') }} as balances
        on accounts.account_key = balances.account_key
    inner join {{ ref('user_portfolio_summary') }} as summaries
        on accounts.owner_key = summaries.owner_key
        and accounts.environment = summaries.environment
    inner join {{ ref('clock') }} as clock on summaries.as_of = clock.as_of
    left join positions on accounts.account_key = positions.account_key
    left join platforms on accounts.source_system = platforms.source_system
    where
        accounts.is_open
        and not exists (
            select 1 from {{ ref('open_positions') }} as other
            where other.as_of <> clock.as_of
        )
    group by accounts.owner_key

)

select
    'portfolio_risk' as mart,
    account_key as key,
    risk_positions as stated_positions,
    positions as held_positions,
    risk_exposure_usd as stated_usd,
    exposure_usd as held_usd
from risks
where
    coalesce(risk_positions, 0) <> coalesce(positions, 0)
    or (
        coalesce(unvalued_rows, 0) = 0
        and round(coalesce(risk_exposure_usd, 0) - coalesce(exposure_usd, 0), 6) <> 0
    )
    or (unvalued_rows > 0 and risk_exposure_usd is not null)

union all

select
    'user_portfolio_summary',
    summaries.owner_key,
    summaries.positions as stated_positions,
    owners.positions as held_positions,
    summaries.unrealized_pnl_usd as stated_usd,
    owners.unrealized_pnl_usd as held_usd
from owners
inner join {{ ref('user_portfolio_summary') }} as summaries
    on owners.owner_key = summaries.owner_key
where
    summaries.positions <> owners.positions
    or round(
        coalesce(summaries.unrealized_pnl_usd, 0) - coalesce(owners.unrealized_pnl_usd, 0), 6
    ) <> 0
