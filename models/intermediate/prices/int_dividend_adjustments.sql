{{ config(
    materialized='changed_rows',
    key=['instrument_key', 'starts_on'],
    change_key='instrument_key',
    indexes=[{'columns': ['instrument_key', 'starts_on'], 'unique': true}]
) }}

-- Grain: one row per instrument and span of days with the same dividends to come.
-- Prices of a span times its factor leave out the falls that later dividends caused.
with

noted as (

    select
        actions.instrument_key,
        actions.ex_date,
        max(actions.cash_amount_usd) as dividend_usd
    from {{ ref('int_corporate_actions') }} as actions
    cross join {{ ref('clock') }} as clock
    where
        actions.action_type = 'dividend'
        and actions.cash_amount_usd > 0
        and actions.ex_date <= clock.as_of_date
    group by actions.instrument_key, actions.ex_date

),

-- Per share of today: a dividend before a split is divided by it.
dividends as (

    select
        noted.instrument_key,
        noted.ex_date,
        noted.dividend_usd / coalesce(splits.share_factor, 1) as dividend_usd
    from noted
    left join {{ ref('int_split_spans') }} as splits
        on noted.instrument_key = splits.instrument_key
        and noted.ex_date >= splits.starts_on
        and noted.ex_date < splits.ends_before

),

-- Without a close in the week before there is nothing to measure the dividend against.
priced as (

    select
        dividends.instrument_key,
        dividends.ex_date,
        1 - dividends.dividend_usd / eve.adjusted_close_price as price_factor
    from dividends
    cross join
        lateral (
            select bars.adjusted_close_price
            from {{ ref('int_daily_bars') }} as bars
            where
                bars.instrument_key = dividends.instrument_key
                and bars.bar_date < dividends.ex_date
                and bars.bar_date >= dividends.ex_date - 7
            order by bars.bar_date desc
            limit 1
        ) as eve
    where dividends.dividend_usd < eve.adjusted_close_price

)

select
    instrument_key,
    coalesce(
        lag(ex_date) over (partition by instrument_key order by ex_date), '-infinity'
    ) as starts_on,
    ex_date as ends_before,
    ({{ functions_schema() }}.product(price_factor::float8) over (
        partition by instrument_key
        order by ex_date desc
    ))::numeric as dividend_factor
from priced
