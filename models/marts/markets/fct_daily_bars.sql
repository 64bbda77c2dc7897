{{ config(
    materialized='replaced_tails',
    follows=['int_daily_bars', 'int_dividend_adjustments', 'int_instrument_labels'],
    key='instrument_key',
    day_column='bar_date',
    change_key='instrument_key',
    indexes=[
        {'columns': ['instrument_key', 'bar_date'], 'unique': true},
        {'columns': ['bar_date']},
        {'columns': ['ticker', 'bar_date']},
    ]
) }}

-- Grain: one row per instrument and day: the most trusted provider's bar.
with

adjusted as (

    select
        bars.*,
        instruments.ticker,
        instruments.asset_class,
        coalesce(dividends.dividend_factor, 1) as dividend_factor,
        clock.as_of
    from {{ ref('int_daily_bars') }} as bars
    inner join {{ ref('int_instrument_labels') }} as instruments
        on bars.instrument_key = instruments.instrument_key
    cross join {{ ref('clock') }} as clock
    -- What the provider has taken out already is not taken out again.
    left join {{ ref('int_dividend_adjustments') }} as dividends
        on bars.instrument_key = dividends.instrument_key
        and greatest(bars.bar_date, bars.adjusted_through_date) >= dividends.starts_on
        and greatest(bars.bar_date, bars.adjusted_through_date) < dividends.ends_before
    where {{ changed_tail('bars.instrument_key', 'bars.bar_date') }}

),

-- The day before the first one that is worked out is the fact's own last row before it.
chained as (

    select
        *,
        adjusted_close_price * dividend_factor as total_return_close_price,
        coalesce(
            lag(bar_date) over by_day,
            {{ carried_in('bar_date', 'instrument_key', 'date') }}
        ) as previous_bar_date,
        coalesce(
            lag(adjusted_close_price) over by_day,
            {{ carried_in('adjusted_close_price', 'instrument_key', 'numeric') }}
        ) as adjusted_previous_close_price,
        coalesce(
            lag(adjusted_close_price * dividend_factor) over by_day,
            {{ carried_in('adjusted_close_price', 'instrument_key', 'numeric') }}
            * {{ carried_in('dividend_factor', 'instrument_key', 'numeric') }}
        ) as previous_total_return_close
    from adjusted
    window by_day as (partition by instrument_key order by bar_date)

)

select
    instrument_key,
    bar_date,
    ticker,
    asset_class,
    open_price,
    high_price,
    low_price,
    close_price,
    volume,
    adjusted_open_price,
    adjusted_high_price,
    adjusted_low_price,
    adjusted_close_price,
    adjusted_volume,
    round(adjusted_open_price * dividend_factor, 8) as total_return_open_price,
    round(adjusted_high_price * dividend_factor, 8) as total_return_high_price,
    round(adjusted_low_price * dividend_factor, 8) as total_return_low_price,
    round(total_return_close_price, 8) as total_return_close_price,
    split_factor,
    dividend_factor,
    previous_bar_date,
    adjusted_previous_close_price,
    adjusted_close_price / nullif(adjusted_previous_close_price, 0) - 1 as price_return_ratio,
    total_return_close_price / nullif(previous_total_return_close, 0) - 1 as total_return_ratio,
    source_system,
    provider,
    layer,
    adjusted_through_date is not null as is_adjusted_at_source,
    is_complete,
    loaded_at,
    as_of,
    now() as refreshed_at
from chained
