{{ config(enabled=system_enabled('swiftbolt')) }}

-- Legs, premium and results of the positions, against the legs as the platform wrote them.
with

-- A leg that was closed after the clock's reading is still open.
legs as (

    select
        legs.*,
        (legs.is_closed or strategies.native_status = 'expired')
        and coalesce(legs.closed_at <= clock.as_of, true) as has_ended,
        -- Figures of a leg that disagree are reported by its rules.
        abs(
            legs.unrealized_pnl_usd - legs.current_value_usd
            + case legs.position_side when 'long' then 1 else -1 end * legs.entry_cost_usd
        ) >= 0.01 as has_other_figures
    from {{ ref('stg_swiftbolt__options_legs') }} as legs
    cross join {{ ref('clock') }} as clock
    inner join {{ ref('stg_swiftbolt__options_strategies') }} as strategies
        on legs.strategy_id = strategies.strategy_id
    where legs.opened_at <= clock.as_of and strategies.opened_at <= clock.as_of

),

written as (

    select
        legs.strategy_id,
        count(*) as legs,
        sum(
            case legs.position_side when 'short' then 1 else -1 end
            * legs.entry_price * legs.contract_count * 100
        ) as premium_usd,
        coalesce(sum(legs.realized_pnl_usd) filter (where legs.has_ended), 0) as realized_pnl_usd,
        case
            when count(*) filter (where legs.has_other_figures and not legs.has_ended) = 0
                then coalesce(sum(legs.unrealized_pnl_usd) filter (where not legs.has_ended), 0)
        end as unrealized_pnl_usd
    from legs
    group by legs.strategy_id

)

select
    written.strategy_id,
    written.legs as written_legs,
    positions.legs,
    written.premium_usd as written_premium_usd,
    positions.net_premium_usd,
    written.realized_pnl_usd as written_realized_pnl_usd,
    positions.realized_pnl_usd,
    written.unrealized_pnl_usd as written_unrealized_pnl_usd,
    positions.unrealized_pnl_usd
from written
left join {{ ref('options_strategy_performance') }} as positions
    on positions.source_system = 'swiftbolt' and written.strategy_id = positions.strategy_id
where
    positions.strategy_key is null
    or written.legs <> positions.legs
    -- Entry prices are averages cut to four digits.
    or abs(written.premium_usd - positions.net_premium_usd) > 1
    or abs(written.realized_pnl_usd - positions.realized_pnl_usd) > 0.01 * written.legs
    or abs(written.unrealized_pnl_usd - positions.unrealized_pnl_usd) > 0.01 * written.legs
