{{ config(
    materialized='replaced_tails',
    follows=['int_daily_bars', 'int_context_months', 'int_instrument_labels'],
    key='instrument_key',
    day_column='date_day',
    reaches_back='adjusted_close_price is not null',
    indexes=[
        {'columns': ['instrument_key', 'date_day'], 'unique': true},
        {'columns': ['date_day']},
        {'columns': ['ticker', 'date_day']},
    ]
) }}

-- depends_on: {{ ref('int_context_months') }}
-- Grain: one row per instrument and day with a bar, posts, on-chain readings or large transfers.
with

-- The bar before the first one that is worked out is the fact's own last one before it.
prices as (

    select
        bars.instrument_key,
        bars.bar_date as date_day,
        bars.adjusted_close_price,
        bars.adjusted_close_price / nullif(
            coalesce(
                lag(bars.adjusted_close_price) over by_day,
                {{ carried_in('adjusted_close_price', 'bars.instrument_key', 'numeric') }}
            ), 0
        ) - 1 as price_return_ratio,
        lead(bars.adjusted_close_price) over by_day / nullif(bars.adjusted_close_price, 0) - 1
            as next_price_return_ratio
    from {{ ref('int_daily_bars') }} as bars
    where {{ changed_tail('bars.instrument_key', 'bars.bar_date') }}
    window by_day as (partition by bars.instrument_key order by bars.bar_date)

),

context as (

    select days.*
    from {{ ref('int_context_days') }} as days
    where {{ changed_tail('days.instrument_key', 'days.date_day') }}

),

days as (

    select
        instrument_key,
        date_day
    from prices

    union

    select
        instrument_key,
        date_day
    from context

)

select
    days.instrument_key,
    days.date_day,
    instruments.ticker,
    instruments.asset_class,

    -- the instrument
    prices.adjusted_close_price,
    prices.price_return_ratio,
    prices.next_price_return_ratio,

    -- posts
    context.post_count,
    context.scored_post_count,
    context.mean_sentiment_score,
    context.engaged_sentiment_score,
    context.positive_post_share,
    context.engagement_count,

    -- chain
    context.onchain_metrics,
    context.whale_transfers,
    context.whale_volume_usd,
    context.whale_exchange_inflow_usd,
    context.whale_exchange_outflow_usd,
    context.whale_net_exchange_inflow_usd,

    -- indices
    indices.spx_close_price,
    indices.spx_return_ratio,
    indices.nasdaq_close_price,
    indices.nasdaq_return_ratio,
    indices.vix_close_price,
    indices.wti_close_price,

    clock.as_of,
    now() as refreshed_at
from days
cross join {{ ref('clock') }} as clock
inner join {{ ref('int_instrument_labels') }} as instruments
    on days.instrument_key = instruments.instrument_key
left join prices
    on days.instrument_key = prices.instrument_key and days.date_day = prices.date_day
left join context
    on days.instrument_key = context.instrument_key and days.date_day = context.date_day
left join {{ ref('int_index_days') }} as indices
    on days.date_day = indices.date_day
