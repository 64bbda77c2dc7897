-- The daily coverage of an instrument counts as many days as the price history has bars.
with

prices as (

    select
        instrument_key,
        count(*) as bars
    from {{ ref('fct_daily_bars') }}
    group by instrument_key

)

select
    coverage.instrument_key,
    coverage.bars as covered_bars,
    prices.bars as price_bars
from {{ ref('data_coverage') }} as coverage
inner join prices
    on coverage.instrument_key = prices.instrument_key
where coverage.timeframe = '1d' and coverage.bars <> prices.bars
