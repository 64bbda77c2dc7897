{{ config(
    indexes=[
        {'columns': ['instrument_key', 'date_day'], 'unique': true},
        {'columns': ['date_day']},
        {'columns': ['ticker', 'date_day']},
    ]
) }}

-- Grain: one row per instrument and day with a bar, posts, on-chain readings or large transfers.
with

prices as (

    select
        instrument_key,
        bar_date as date_day,
        adjusted_close_price,
        adjusted_close_price / nullif(
            lag(adjusted_close_price) over by_day, 0
        ) - 1 as price_return_ratio,
        lead(adjusted_close_price) over by_day / nullif(adjusted_close_price, 0) - 1
            as next_price_return_ratio
    from {{ ref('int_daily_bars') }}
    window by_day as (partition by instrument_key order by bar_date)

),

-- Readings of a coin belong to every instrument it is the base of.
chains as (

    select
        instruments.instrument_key,
        chain_days.*
    from {{ ref('int_chain_days') }} as chain_days
    inner join {{ ref('dim_instruments') }} as instruments
        on instruments.asset_class = 'crypto' and chain_days.coin = instruments.base_asset

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
    from {{ ref('int_sentiment_days') }}

    union

    select
        instrument_key,
        date_day
    from chains

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
    posts.post_count,
    posts.scored_post_count,
    posts.mean_sentiment_score,
    posts.engaged_sentiment_score,
    posts.positive_post_count::numeric
    / nullif(posts.positive_post_count + posts.negative_post_count, 0) as positive_post_share,
    posts.engagement_count,

    -- chain
    chains.onchain_metrics,
    chains.whale_transfers,
    chains.whale_volume_usd,
    chains.whale_exchange_inflow_usd,
    chains.whale_exchange_outflow_usd,
    chains.whale_exchange_inflow_usd - chains.whale_exchange_outflow_usd
        as whale_net_exchange_inflow_usd,

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
inner join {{ ref('dim_instruments') }} as instruments
    on days.instrument_key = instruments.instrument_key
left join prices
    on days.instrument_key = prices.instrument_key and days.date_day = prices.date_day
left join {{ ref('int_sentiment_days') }} as posts
    on days.instrument_key = posts.instrument_key and days.date_day = posts.date_day
left join chains
    on days.instrument_key = chains.instrument_key and days.date_day = chains.date_day
left join {{ ref('int_index_days') }} as indices
    on days.date_day = indices.date_day
