-- Every forecast with a direction and a confidence is in exactly one band of confidence.
select
    accuracy.instrument_key,
    accuracy.horizon,
    accuracy.model,
    accuracy.directional_forecasts,
    sum(bands.forecasts) as forecasts_in_bands
from {{ ref('forecast_accuracy') }} as accuracy
cross join lateral unnest(accuracy.calibration_forecasts) as bands (forecasts)
where accuracy.model = 'ensemble'
group by
    accuracy.instrument_key,
    accuracy.horizon,
    accuracy.model,
    accuracy.directional_forecasts
having sum(bands.forecasts) <> accuracy.directional_forecasts
