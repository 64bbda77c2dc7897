{{ config(
    indexes=[
        {'columns': ['account_key', 'instrument_key', 'side'], 'unique': true},
        {'columns': ['instrument_key']},
        {'columns': ['owner_key']},
    ]
) }}

-- Grain: one row per account, instrument and side with something open at the clock's reading.
-- Positions of several strategies or trades of an account add up; long and short stay apart.
with

held as (

    select
        account_key,
        instrument_key,
        side,
        min(source_system) as source_system,
        min(account_id) as account_id,
        min(ticker) as ticker,
        min(asset_class) as asset_class,
        min(position_source) as position_source,
        count(*) as positions,
        count(distinct strategy_id) as strategies,
        min(direction) as direction,
        sum(quantity) as quantity,
        case when count(multiplier) = count(*) then sum(quantity * multiplier) end as units,
        min(price_currency) as price_currency,
        case when count(cost_amount) = count(*) then sum(cost_amount) end as cost_amount,
        case when count(cost_usd) = count(*) then sum(cost_usd) end as cost_usd,
        min(mark_price) as mark_price,
        min(mark_at) as mark_at,
        min(mark_source) as mark_source,
        case when count(exposure_amount) = count(*) then sum(exposure_amount) end
            as exposure_amount,
        case when count(exposure_usd) = count(*) then sum(exposure_usd) end as exposure_usd,
        case when count(unrealized_pnl_usd) = count(*) then sum(unrealized_pnl_usd) end
            as unrealized_pnl_usd,
        case
            when count(platform_unrealized_pnl_usd) = count(*)
                then sum(platform_unrealized_pnl_usd)
        end as platform_unrealized_pnl_usd,
        sum(accrued_costs_usd) as accrued_costs_usd,
        min(opened_at) as opened_at,
        max(reported_at) as reported_at
    from {{ ref('int_positions_valued') }}
    group by account_key, instrument_key, side

),

described as (

    select
        held.*,
        accounts.owner_key,
        accounts.environment
    from held
    left join {{ ref('dim_accounts') }} as accounts
        on held.account_key = accounts.account_key

),

-- Play money hedges nothing: exposure adds up over platforms, never over environments.
exposed as (

    select
        instrument_key,
        environment,
        count(distinct source_system) as platforms,
        count(distinct account_key) as accounts,
        sum(exposure_usd) as gross_exposure_usd,
        sum(direction * exposure_usd) as net_exposure_usd,
        count(*) filter (where exposure_usd is null) as unpriced_rows
    from described
    group by instrument_key, environment

)

select
    described.account_key,
    described.instrument_key,
    described.side,
    described.owner_key,
    described.source_system,
    described.account_id,
    described.environment,
    described.ticker,
    described.asset_class,
    described.position_source,
    described.positions,
    described.strategies,

    -- what is held
    described.quantity,
    described.cost_amount / nullif(described.units, 0) as average_entry_price,
    described.price_currency,
    described.cost_amount,
    described.cost_usd,

    -- what it is worth
    described.mark_price,
    described.mark_source,
    described.mark_at,
    clock.as_of - described.mark_at as mark_age,
    described.exposure_amount,
    described.exposure_usd,
    described.direction * described.exposure_usd as signed_exposure_usd,
    described.unrealized_pnl_usd,
    described.unrealized_pnl_usd / nullif(described.cost_usd, 0) as unrealized_return_ratio,
    described.platform_unrealized_pnl_usd,
    described.accrued_costs_usd,
    described.opened_at,
    described.reported_at,

    -- the instrument in all accounts of the environment
    exposed.platforms as instrument_platforms,
    exposed.accounts as instrument_accounts,
    exposed.gross_exposure_usd as instrument_gross_exposure_usd,
    exposed.net_exposure_usd as instrument_net_exposure_usd,
    exposed.unpriced_rows as instrument_unpriced_rows,
    described.exposure_usd / nullif(exposed.gross_exposure_usd, 0) as instrument_exposure_share,
    clock.as_of,
    now() as refreshed_at
from described
cross join {{ ref('clock') }} as clock
left join exposed
    on described.instrument_key = exposed.instrument_key
    and described.environment is not distinct from exposed.environment
