-- Grain: one row per instrument and day with posts, on-chain readings or large transfers.
-- Readings of a coin belong to every instrument it is the base of.
with

instruments as (

    select distinct
        instrument_key,
        base_asset
    from {{ ref('int_instruments_resolved') }}
    where asset_class = 'crypto'

),

chains as (

    select
        instruments.instrument_key,
        chain_days.*
    from {{ ref('int_chain_days') }} as chain_days
    inner join instruments on chain_days.coin = instruments.base_asset

)

select
    coalesce(posts.instrument_key, chains.instrument_key) as instrument_key,
    coalesce(posts.date_day, chains.date_day) as date_day,
    posts.post_count,
    posts.scored_post_count,
    posts.mean_sentiment_score,
    posts.engaged_sentiment_score,
    posts.positive_post_count::numeric
    / nullif(posts.positive_post_count + posts.negative_post_count, 0) as positive_post_share,
    posts.engagement_count,
    chains.onchain_metrics,
    chains.whale_transfers,
    chains.whale_volume_usd,
    chains.whale_exchange_inflow_usd,
    chains.whale_exchange_outflow_usd,
    chains.whale_exchange_inflow_usd - chains.whale_exchange_outflow_usd
        as whale_net_exchange_inflow_usd
from {{ ref('int_sentiment_days') }} as posts
full join chains
    on posts.instrument_key = chains.instrument_key and posts.date_day = chains.date_day
