{{ config(
    indexes=[
        {'columns': ['instrument_key', 'horizon'], 'unique': true},
        {'columns': ['ticker']},
    ]
) }}

-- Grain: one row per instrument and horizon: its newest forecast.
select
    forecasts.instrument_key,
    forecasts.horizon,
    instruments.ticker,
    instruments.asset_class,
    forecasts.source_system,
    forecasts.forecast_id,
    forecasts.forecast_label,
    forecasts.confidence,
    forecasts.target_price,
    bars.adjusted_close_price as last_close_price,
    forecasts.target_price / nullif(bars.adjusted_close_price, 0) - 1 as target_return_ratio,
    forecasts.forecast_points,
    forecasts.run_at,
    clock.as_of - forecasts.run_at as forecast_age,
    clock.as_of - forecasts.run_at > horizons.stale_after as is_stale,
    clock.as_of,
    now() as refreshed_at
from {{ ref('int_latest_forecasts') }} as forecasts
cross join {{ ref('clock') }} as clock
inner join {{ ref('dim_instruments') }} as instruments
    on forecasts.instrument_key = instruments.instrument_key
left join {{ ref('forecast_horizons') }} as horizons
    on forecasts.horizon = horizons.horizon
left join lateral (
    select daily.adjusted_close_price
    from {{ ref('int_daily_bars') }} as daily
    where
        daily.instrument_key = forecasts.instrument_key
        and daily.bar_date <= clock.as_of_date
    order by daily.bar_date desc
    limit 1
) as bars on true
