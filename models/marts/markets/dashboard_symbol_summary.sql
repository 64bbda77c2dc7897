{{ config(
    indexes=[
        {'columns': ['instrument_key'], 'unique': true},
        {'columns': ['ticker']},
    ]
) }}

-- Grain: one row per active instrument, option contracts left out.
-- Prices are split-adjusted. Each look-up below is one index probe per instrument.
select
    instruments.instrument_key,
    instruments.ticker,
    instruments.asset_class,
    instruments.source_systems,

    -- daily prices
    latest.adjusted_close_price as last_close_price,
    latest.bar_date as last_close_date,
    latest.source_system as last_close_source_system,
    latest.provider as last_close_provider,
    previous.adjusted_close_price as previous_close_price,
    latest.adjusted_close_price - previous.adjusted_close_price as day_change_amount,
    latest.adjusted_close_price / nullif(previous.adjusted_close_price, 0) - 1 as day_change_ratio,

    -- intraday
    intraday.last_price as intraday_last_price,
    intraday.last_price_at as intraday_last_price_at,

    -- ranges
    year_range.low_52w_price,
    year_range.high_52w_price,
    (latest.adjusted_close_price - year_range.low_52w_price)
    / nullif(year_range.high_52w_price - year_range.low_52w_price, 0)
        as position_in_52w_range_ratio,
    month_volume.average_volume_30d,

    -- forecast
    forecasts.forecast_label as forecast_1d_label,
    forecasts.confidence as forecast_1d_confidence,
    forecasts.target_price as forecast_1d_target_price,
    forecasts.run_at as forecast_1d_run_at,

    -- options
    options.ml_score as best_option_score,
    options.contract_symbol as best_option_contract,
    options.option_right as best_option_right,
    options.strike_price as best_option_strike_price,
    options.expiry_date as best_option_expiry_date,

    -- sentiment
    sentiment.mean_sentiment_score as sentiment_7d_score,
    coalesce(sentiment.post_count, 0) as sentiment_7d_post_count,

    clock.as_of,
    now() as refreshed_at

from {{ ref('dim_instruments') }} as instruments
cross join {{ ref('clock') }} as clock
left join lateral (
    select daily.*
    from {{ ref('int_daily_bars') }} as daily
    where
        daily.instrument_key = instruments.instrument_key
        and daily.bar_date <= clock.as_of_date
    order by daily.bar_date desc
    limit 1
) as latest on true
left join lateral (
    select daily.adjusted_close_price
    from {{ ref('int_daily_bars') }} as daily
    where
        daily.instrument_key = instruments.instrument_key
        and daily.bar_date < latest.bar_date
    order by daily.bar_date desc
    limit 1
) as previous on true
left join lateral (
    select
        min(coalesce(daily.adjusted_low_price, daily.adjusted_close_price)) as low_52w_price,
        max(coalesce(daily.adjusted_high_price, daily.adjusted_close_price)) as high_52w_price
    from {{ ref('int_daily_bars') }} as daily
    where
        daily.instrument_key = instruments.instrument_key
        and daily.bar_date > clock.as_of_date - 364
        and daily.bar_date <= clock.as_of_date
) as year_range on true
left join lateral (
    select avg(daily.adjusted_volume) as average_volume_30d
    from {{ ref('int_daily_bars') }} as daily
    where
        daily.instrument_key = instruments.instrument_key
        and daily.bar_date > clock.as_of_date - 30
        and daily.bar_date <= clock.as_of_date
        and daily.is_complete
) as month_volume on true
left join {{ ref('int_last_prices') }} as intraday
    on instruments.instrument_key = intraday.instrument_key
left join {{ ref('int_latest_forecasts') }} as forecasts
    on instruments.instrument_key = forecasts.instrument_key and forecasts.horizon = '1d'
left join {{ ref('int_best_options') }} as options
    on instruments.instrument_key = options.instrument_key
left join {{ ref('int_sentiment_7d') }} as sentiment
    on instruments.instrument_key = sentiment.instrument_key
where instruments.is_active and instruments.asset_class <> 'option'
