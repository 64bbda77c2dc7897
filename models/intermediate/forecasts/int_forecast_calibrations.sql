-- Grain: one row per instrument, horizon and model with a confidence: how often forecasts of each
-- band of confidence came true. Bands are fixed, so counts of several rows may be added up.
with

placed as (

    select
        instrument_key,
        horizon,
        model,
        confidence,
        is_hit,
        -- Ten equal bands, the last one with its upper end.
        least(floor(confidence * 10)::integer + 1, 10) as decile
    from {{ ref('int_forecast_outcomes') }}
    where is_hit is not null and confidence is not null

),

bands as (

    select
        instrument_key,
        horizon,
        model,
        decile,
        count(*) as forecasts,
        avg(is_hit::integer) as hit_rate,
        avg(confidence) as mean_confidence
    from placed
    group by instrument_key, horizon, model, decile

),

keys as (

    select distinct
        instrument_key,
        horizon,
        model
    from bands

)

-- All ten bands in order; those without a forecast have a null rate.
select
    keys.instrument_key,
    keys.horizon,
    keys.model,
    sum(bands.forecasts * abs(bands.hit_rate - bands.mean_confidence)) / sum(bands.forecasts)
        as calibration_error,
    array_agg(coalesce(bands.forecasts, 0) order by deciles.decile) as calibration_forecasts,
    array_agg(bands.mean_confidence order by deciles.decile) as calibration_confidences,
    array_agg(bands.hit_rate order by deciles.decile) as calibration_hit_rates
from keys
cross join generate_series(1, 10) as deciles (decile)
left join bands
    on keys.instrument_key = bands.instrument_key
    and keys.horizon = bands.horizon
    and keys.model = bands.model
    and deciles.decile = bands.decile
group by keys.instrument_key, keys.horizon, keys.model
