-- Grain: one row per position that has an open leg: the worst and best it can end with.
-- At expiry the payoff of legs is a line between strikes: its extremes are at a strike, at zero, or
-- have no bound, when calls are left over. Legs that expire on different days have no such line.
with

open_legs as (

    select
        source_system,
        strategy_id,
        expiry_date,
        option_right,
        strike_price,
        shares,
        premium_usd
    from {{ ref('int_option_legs_conformed') }}
    where is_open

),

positions as (

    select
        source_system,
        strategy_id,
        sum(premium_usd) as premium_usd,
        coalesce(sum(shares) filter (where option_right = 'call'), 0) as call_shares
    from open_legs
    group by source_system, strategy_id
    having min(expiry_date) = max(expiry_date) and count(*) = count(shares)

),

ending_prices as (

    select
        source_system,
        strategy_id,
        0::numeric as ending_price
    from positions

    union

    select
        source_system,
        strategy_id,
        strike_price
    from open_legs

),

payoffs as (

    select
        prices.source_system,
        prices.strategy_id,
        prices.ending_price,
        sum(
            open_legs.shares * greatest(
                0,
                case open_legs.option_right
                    when 'call' then prices.ending_price - open_legs.strike_price
                    else open_legs.strike_price - prices.ending_price
                end
            )
        ) as payoff_usd
    from ending_prices as prices
    inner join open_legs
        on prices.source_system = open_legs.source_system
        and prices.strategy_id = open_legs.strategy_id
    group by prices.source_system, prices.strategy_id, prices.ending_price

)

select
    positions.source_system,
    positions.strategy_id,
    positions.call_shares < 0 as is_loss_unlimited,
    positions.call_shares > 0 as is_profit_unlimited,
    case
        when positions.call_shares >= 0 then min(payoffs.payoff_usd) + positions.premium_usd
    end as worst_pnl_usd,
    case
        when positions.call_shares <= 0 then max(payoffs.payoff_usd) + positions.premium_usd
    end as best_pnl_usd
from positions
inner join payoffs
    on positions.source_system = payoffs.source_system
    and positions.strategy_id = payoffs.strategy_id
group by
    positions.source_system, positions.strategy_id, positions.call_shares, positions.premium_usd
