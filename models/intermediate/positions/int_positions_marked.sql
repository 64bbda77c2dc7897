-- Grain: one row per open position, with its mark: the newest price up to the clock's reading.
-- All positions of an account in one instrument have one mark.
with

positions as (

    select
        positions.*,
        clock.as_of,
        clock.as_of_date,
        case positions.side when 'long' then 1 when 'short' then -1 end as direction
    from {{ ref('int_positions_conformed') }} as positions
    cross join {{ ref('clock') }} as clock

),

platform_marks as (

    select
        account_key,
        instrument_key,
        'platform' as mark_source,
        (array_agg(platform_mark_price order by platform_mark_at desc, position_id asc))[1]
            as mark_price,
        max(platform_mark_at) as mark_at,
        1 as preference
    from positions
    where platform_mark_price is not null and platform_mark_at <= as_of
    group by account_key, instrument_key

),

held as (

    select
        account_key,
        instrument_key,
        min(ticker) as ticker,
        min(asset_class) as asset_class,
        min(as_of) as as_of,
        min(as_of_date) as as_of_date
    from positions
    where not is_priced_by_platform
    group by account_key, instrument_key

),

candidates as (

    select
        account_key,
        instrument_key,
        mark_source,
        mark_price,
        mark_at,
        preference
    from platform_marks

    union all

    select
        held.account_key,
        held.instrument_key,
        'option_quote' as mark_source,
        marks.mark_price,
        marks.mark_at,
        2 as preference
    from held
    inner join {{ ref('int_option_marks') }} as marks
        on held.asset_class = 'option' and replace(held.ticker, ' ', '') = marks.bare_symbol

    union all

    select
        held.account_key,
        held.instrument_key,
        'intraday_bar' as mark_source,
        prices.last_price as mark_price,
        prices.last_price_at as mark_at,
        3 as preference
    from held
    inner join {{ ref('int_last_prices') }} as prices
        on held.instrument_key = prices.instrument_key

    union all

    -- A day's close is a price of its end, that of a day still running of its load.
    select
        held.account_key,
        held.instrument_key,
        'daily_bar' as mark_source,
        bars.close_price as mark_price,
        least((bars.bar_date + 1)::timestamp at time zone 'UTC', bars.loaded_at, held.as_of)
            as mark_at,
        4 as preference
    from held
    inner join lateral (
        select
            daily.close_price,
            daily.bar_date,
            daily.loaded_at
        from {{ ref('int_daily_bars') }} as daily
        where daily.instrument_key = held.instrument_key and daily.bar_date <= held.as_of_date
        order by daily.bar_date desc
        limit 1
    ) as bars on true

),

ranked as (

    select
        candidates.*,
        row_number() over (
            partition by account_key, instrument_key
            order by mark_at desc, preference asc
        ) as recency
    from candidates

)

select
    positions.account_key,
    positions.instrument_key,
    positions.source_system,
    positions.position_id,
    positions.account_id,
    positions.strategy_id,
    positions.native_symbol,
    positions.ticker,
    positions.asset_class,
    positions.base_asset,
    positions.side,
    positions.direction,
    positions.quantity,
    positions.multiplier,
    positions.entry_price,
    positions.price_currency,
    positions.platform_unrealized_pnl_usd,
    positions.accrued_costs_usd,
    positions.is_priced_by_platform,
    positions.position_source,
    positions.opened_at,
    positions.reported_at,
    positions.as_of_date,
    ranked.mark_price,
    ranked.mark_at,
    ranked.mark_source
from positions
left join ranked
    on positions.account_key = ranked.account_key
    and positions.instrument_key = ranked.instrument_key
    and ranked.recency = 1
