{{ config(
    materialized='replaced_table',
    indexes=[{'columns': ['currency', 'minute_at'], 'unique': true}]
) }}

-- Grain: one row per currency without a peg and minute in which an execution needs its dollars.
-- The rate is the close of the finest bar that holds the minute and was complete by the clock;
-- without one that is at most an hour long, the close of the day or of a day of the week before.
with

-- Bars lie on a grid, so the end of the one wanted is known before it is looked for.
wanted as (

    select
        moments.currency,
        moments.minute_at,
        pairs.quoted_in,
        pairs.usd_peg,
        pairs.is_inverse,
        pairs.preference,
        symbols.symbol_key,
        symbols.source_system,
        symbols.native_symbol,
        lengths.bar_minutes,
        date_bin(
            make_interval(mins => lengths.bar_minutes),
            moments.minute_at,
            timestamptz '1970-01-01 00:00:00+00'
        ) + make_interval(mins => lengths.bar_minutes) as bar_end_at
    from {{ ref('int_rate_moments') }} as moments
    inner join {{ ref('int_currency_pairs') }} as pairs
        on moments.currency = pairs.currency
    inner join {{ ref('int_bar_symbols') }} as symbols
        on pairs.source_system = symbols.source_system
        and pairs.native_symbol = symbols.native_symbol
    cross join (values (1), (5), (15), (30), (60)) as lengths (bar_minutes)

),

-- A pair that several exchanges quote has the price of the one that comes first by id.
bar_rates as (

    select distinct on (wanted.currency, wanted.minute_at)
        wanted.currency,
        wanted.minute_at,
        case
            when wanted.is_inverse then wanted.usd_peg / bars.close_price
            else bars.close_price * wanted.usd_peg
        end as usd_rate,
        case wanted.bar_minutes
            when 1 then 'minute'
            when 60 then 'hour'
            else wanted.bar_minutes || '_minutes'
        end as rate_granularity,
        wanted.bar_end_at as rate_at,
        wanted.quoted_in
    from wanted
    {{ join_short_bar('wanted', 'bars') }}
    where
        wanted.bar_end_at <= (select clock.as_of from {{ ref('clock') }} as clock)
        and bars.close_price > 0
    order by
        wanted.currency asc, wanted.minute_at asc, wanted.bar_minutes asc, wanted.preference asc,
        wanted.quoted_in asc, wanted.source_system asc, wanted.native_symbol asc,
        wanted.symbol_key asc

),

days as (

    select
        moments.currency,
        (moments.minute_at at time zone 'UTC')::date as needed_date
    from {{ ref('int_rate_moments') }} as moments
    group by moments.currency, (moments.minute_at at time zone 'UTC')::date

),

day_rates as (

    select
        days.currency,
        days.needed_date,
        newest.usd_rate,
        case newest.rate_date when days.needed_date then 'day' else 'older_day' end
            as rate_granularity,
        (newest.rate_date + 1)::timestamp at time zone 'UTC' as rate_at,
        newest.quoted_in
    from days
    cross join lateral (
        select
            rates.usd_rate,
            rates.rate_date,
            rates.quoted_in
        from {{ ref('int_currency_rates') }} as rates
        where
            rates.currency = days.currency
            and rates.rate_date <= days.needed_date
            and rates.rate_date > days.needed_date - 7
        order by rates.rate_date desc
        limit 1
    ) as newest

)

select
    moments.currency,
    moments.minute_at,
    coalesce(bar_rates.usd_rate, day_rates.usd_rate) as usd_rate,
    coalesce(bar_rates.rate_granularity, day_rates.rate_granularity) as rate_granularity,
    coalesce(bar_rates.rate_at, day_rates.rate_at) as rate_at,
    coalesce(bar_rates.quoted_in, day_rates.quoted_in) as quoted_in
from {{ ref('int_rate_moments') }} as moments
left join bar_rates
    on moments.currency = bar_rates.currency
    and moments.minute_at = bar_rates.minute_at
left join day_rates
    on moments.currency = day_rates.currency
    and (moments.minute_at at time zone 'UTC')::date = day_rates.needed_date
where coalesce(bar_rates.usd_rate, day_rates.usd_rate) is not null
