-- Grain: one row per day with a close of at least one of the four market indices.
with

indices as (

    select distinct
        instrument_key,
        canonical_symbol as ticker
    from {{ ref('int_instruments_resolved') }}
    where asset_class = 'index' and canonical_symbol in ('SPX', 'NASDAQ', 'VIX', 'WTI')

),

closes as (

    select
        indices.ticker,
        bars.bar_date,
        bars.adjusted_close_price,
        bars.adjusted_close_price / nullif(
            lag(bars.adjusted_close_price) over (
                partition by indices.ticker
                order by bars.bar_date
            ), 0
        ) - 1 as return_ratio
    from {{ ref('int_daily_bars') }} as bars
    inner join indices
        on bars.instrument_key = indices.instrument_key

)

select
    bar_date as date_day,
    max(adjusted_close_price) filter (where ticker = 'SPX') as spx_close_price,
    max(return_ratio) filter (where ticker = 'SPX') as spx_return_ratio,
    max(adjusted_close_price) filter (where ticker = 'NASDAQ') as nasdaq_close_price,
    max(return_ratio) filter (where ticker = 'NASDAQ') as nasdaq_return_ratio,
    max(adjusted_close_price) filter (where ticker = 'VIX') as vix_close_price,
    max(adjusted_close_price) filter (where ticker = 'WTI') as wti_close_price
from closes
group by bar_date
