-- Posts and whale volume are what staging has, once per coin: a coin's transfers stand beside
-- every pair it is the base of.
{{ config(enabled=system_enabled('mastertrade')) }}

with

context as (

    select
        instruments.base_asset as coin,
        days.date_day,
        max(days.whale_volume_usd) as whale_volume_usd,
        sum(days.post_count) as posts
    from {{ ref('market_context_daily') }} as days
    inner join {{ ref('dim_instruments') }} as instruments
        on days.instrument_key = instruments.instrument_key
    group by instruments.base_asset, days.date_day

),

totals as (

    select
        (select sum(posts) from context) as mart_posts,
        (select sum(whale_volume_usd) from context) as mart_volume_usd,
        (
            select count(*)
            from {{ ref('stg_mastertrade__sentiment_posts') }} as posts
            inner join {{ ref('int_instruments_resolved') }} as instruments
                on instruments.source_system = 'mastertrade'
                and posts.symbol = instruments.native_symbol
            inner join {{ ref('clock') }} as clock on posts.posted_at <= clock.as_of
        ) as source_posts,
        (
            select sum(transfers.amount_usd)
            from {{ ref('stg_mastertrade__whale_transfers') }} as transfers
            inner join {{ ref('clock') }} as clock on transfers.transferred_at <= clock.as_of
            where
                transfers.amount_usd >= 1000000
                and upper(transfers.token_symbol) in (
                    select instruments.base_asset
                    from {{ ref('dim_instruments') }} as instruments
                    where instruments.asset_class = 'crypto'
                )
        ) as source_volume_usd

)

select *
from totals
where
    coalesce(mart_posts, 0) <> coalesce(source_posts, 0)
    or coalesce(mart_volume_usd, 0) <> coalesce(source_volume_usd, 0)
