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
        pairs.source_system,
        pairs.native_symbol,
        pairs.usd_peg,
        pairs.is_inverse,
        pairs.preference,
        lengths.bar_minutes,
        date_bin(
            make_interval(mins => lengths.bar_minutes),
            moments.minute_at,
            timestamptz '1970-01-01 00:00:00+00'
        ) + make_interval(mins => lengths.bar_minutes) as bar_end_at
    from {{ ref('int_rate_moments') }} as moments
    inner join {{ ref('int_currency_pairs') }} as pairs
        on moments.currency = pairs.currency
    cross join (values (1), (5), (15), (30), (60)) as lengths (bar_minutes)

),

-- One sort puts every minute beside its bar, as in int_order_arrival_prices. The symbols are asked
-- for by a subquery, so that only bars of currencies are read.
stacked as (

    select
        currency,
        minute_at,
        quoted_in,
        usd_peg,
        is_inverse,
        preference,
        source_system,
        native_symbol,
        bar_minutes,
        bar_end_at,
        null::numeric as close_price
    from wanted

    union all

    select
        null as currency,
        null as minute_at,
        null as quoted_in,
        null as usd_peg,
        null as is_inverse,
        null as preference,
        bars.source_system,
        bars.native_symbol,
        bars.bar_minutes,
        bars.bar_end_at,
        bars.close_price
    from {{ ref('int_short_bars') }} as bars
    where
        bars.native_symbol = any(
            (select array_agg(distinct wanted.native_symbol) from wanted)::text[]
        )
        and bars.bar_end_at <= (select clock.as_of from {{ ref('clock') }} as clock)
        and bars.close_price > 0

),

found as (

    select
        stacked.*,
        max(close_price) over (
            partition by source_system, native_symbol, bar_minutes, bar_end_at
        ) as bar_price
    from stacked

),

bar_rates as (

    select distinct on (currency, minute_at)
        currency,
        minute_at,
        case when is_inverse then usd_peg / bar_price else bar_price * usd_peg end as usd_rate,
        case bar_minutes
            when 1 then 'minute'
            when 60 then 'hour'
            else bar_minutes || '_minutes'
        end as rate_granularity,
        bar_end_at as rate_at,
        quoted_in
    from found
    where currency is not null and bar_price is not null
    order by
        currency, minute_at, bar_minutes, preference, quoted_in, source_system, native_symbol

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
