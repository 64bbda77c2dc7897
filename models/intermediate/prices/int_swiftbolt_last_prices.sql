{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per ticker that traded within the day before the clock's reading.
with

-- One index probe per symbol and bar length: cost follows instruments, not bars.
short_bars as (

    select
        symbols.symbol_id,
        newest.close_price,
        newest.bar_start_at,
        lengths.minutes
    from {{ ref('stg_swiftbolt__symbols') }} as symbols
    cross join {{ ref('clock') }} as clock
    cross join (
        values
        ('1m', 1),
        ('5m', 5),
        ('15m', 15)
    ) as lengths (native_timeframe, minutes)
    cross join lateral (
        select
            bars.close_price,
            bars.bar_start_at
        from {{ ref('stg_swiftbolt__intraday_bars') }} as bars
        where
            bars.symbol_id = symbols.symbol_id
            and bars.native_timeframe = lengths.native_timeframe
            and bars.close_price is not null
            and bars.bar_start_at <= clock.as_of
            and bars.bar_start_at > clock.as_of - interval '1 day'
        order by bars.bar_start_at desc
        limit 1
    ) as newest

),

-- The layered table has no index that tells a length of its own apart: the day is read once.
layered_bars as (

    select
        bars.symbol_id,
        bars.close_price,
        bars.bar_start_at,
        (extract(epoch from bars.timeframe::interval) / 60)::integer as minutes,
        providers.priority
    from {{ ref('stg_swiftbolt__bars') }} as bars
    left join {{ ref('price_providers') }} as providers
        on providers.source_system = 'swiftbolt' and bars.provider = providers.provider
    where
        bars.timeframe in ('15m', '1h', '4h')
        and bars.layer <> 'forecast'
        and bars.close_price is not null
        and bars.bar_start_at <= (select clock.as_of from {{ ref('clock') }} as clock)
        and bars.bar_start_at
        > (select clock.as_of - interval '1 day' from {{ ref('clock') }} as clock)

),

quotes as (

    select
        quotes.symbol_id,
        quotes.last_price,
        quotes.quoted_at
    from {{ ref('stg_swiftbolt__quotes') }} as quotes
    cross join {{ ref('clock') }} as clock
    where
        quotes.last_price is not null
        and quotes.quoted_at <= clock.as_of
        and quotes.quoted_at > clock.as_of - interval '1 day'

),

-- A quote is the finest price of its moment.
prices as (

    select
        symbol_id,
        last_price,
        quoted_at as last_price_at,
        0 as minutes,
        null::integer as priority
    from quotes

    union all

    select
        symbol_id,
        close_price,
        bar_start_at,
        minutes,
        null
    from short_bars

    union all

    select
        symbol_id,
        close_price,
        bar_start_at,
        minutes,
        priority
    from layered_bars

)

select distinct on (symbols.symbol)
    symbols.symbol as native_symbol,
    prices.last_price,
    prices.last_price_at
from prices
inner join {{ ref('stg_swiftbolt__symbols') }} as symbols
    on prices.symbol_id = symbols.symbol_id
order by
    symbols.symbol asc, prices.last_price_at desc, prices.minutes asc,
    prices.priority asc nulls first, prices.last_price asc
