{{ config(
    indexes=[
        {'columns': ['instrument_key', 'horizon', 'model'], 'unique': true},
        {'columns': ['horizon', 'model']},
    ]
) }}

-- Grain: one row per instrument, horizon and model with evaluated forecasts.
with

outcomes as (

    select
        outcomes.*,
        abs(outcomes.predicted_price - outcomes.realized_price) as absolute_error,
        abs(outcomes.predicted_price - outcomes.realized_price)
        / nullif(outcomes.realized_price, 0) as error_ratio,
        (outcomes.predicted_price - outcomes.realized_price)
        / nullif(outcomes.realized_price, 0) as bias_ratio,
        power(outcomes.confidence - outcomes.is_hit::integer, 2) as brier,
        (outcomes.evaluated_at at time zone 'UTC')::date > clock.as_of_date - 30 as is_recent
    from {{ ref('int_forecast_outcomes') }} as outcomes
    cross join {{ ref('clock') }} as clock

),

scores as (

    select
        instrument_key,
        horizon,
        model,
        min(source_system) as source_system,
        count(*) as evaluations,
        count(realized_price) as evaluated_forecasts,
        count(is_hit) as directional_forecasts,
        count(*) filter (where predicted_label = 'neutral' and realized_price is not null)
            as neutral_forecasts,
        count(*) filter (where is_hit) as hits,
        avg(is_hit::integer) as hit_rate,
        count(*) filter (where is_hit and predicted_label = 'bullish')::numeric
        / nullif(count(is_hit) filter (where predicted_label = 'bullish'), 0)
            as bullish_hit_rate,
        count(*) filter (where is_hit and predicted_label = 'bearish')::numeric
        / nullif(count(is_hit) filter (where predicted_label = 'bearish'), 0)
            as bearish_hit_rate,
        avg((realized_return_ratio > 0)::integer) as rising_share,
        avg(absolute_error) as mean_absolute_error,
        avg(error_ratio) as mean_absolute_error_ratio,
        avg(bias_ratio) as mean_error_ratio,
        percentile_cont(0.5) within group (order by error_ratio::double precision)::numeric
            as median_absolute_error_ratio,
        avg(abs(realized_return_ratio)) filter (where predicted_price is not null)
            as unchanged_error_ratio,
        avg(confidence) filter (where is_hit is not null) as mean_confidence,
        avg(brier) as brier_score,
        count(*) filter (where is_recent and realized_price is not null)
            as evaluated_forecasts_30d,
        avg(is_hit::integer) filter (where is_recent) as hit_rate_30d,
        avg(error_ratio) filter (where is_recent) as mean_absolute_error_ratio_30d,
        avg(brier) filter (where is_recent) as brier_score_30d,
        avg(is_reported_correct::integer) as reported_hit_rate,
        avg(abs(reported_error_ratio)) as reported_absolute_error_ratio,
        count(*) filter (
            where abs(reported_price / nullif(realized_price, 0) - 1) > 0.005
        ) as differing_prices,
        count(*) filter (
            where (reported_label = 'bullish' and realized_return_ratio <= 0)
            or (reported_label = 'bearish' and realized_return_ratio >= 0)
        ) as contradicted_outcomes,
        min(forecasted_at) as first_forecast_at,
        max(forecasted_at) as last_forecast_at,
        max(target_date) as last_target_date
    from outcomes
    group by instrument_key, horizon, model

)

select
    scores.instrument_key,
    scores.horizon,
    scores.model,
    instruments.ticker,
    instruments.asset_class,
    scores.source_system,
    scores.evaluations,
    scores.evaluated_forecasts,
    scores.evaluations - scores.evaluated_forecasts as evaluations_without_bars,
    scores.directional_forecasts,
    scores.neutral_forecasts,
    scores.hits,
    scores.hit_rate,
    scores.bullish_hit_rate,
    scores.bearish_hit_rate,
    scores.rising_share,
    scores.mean_absolute_error,
    scores.mean_absolute_error_ratio,
    scores.median_absolute_error_ratio,
    scores.mean_error_ratio,
    scores.unchanged_error_ratio,
    scores.mean_confidence,
    scores.brier_score,
    calibrations.calibration_error,
    calibrations.calibration_forecasts,
    calibrations.calibration_confidences,
    calibrations.calibration_hit_rates,
    scores.evaluated_forecasts_30d,
    scores.hit_rate_30d,
    scores.mean_absolute_error_ratio_30d,
    scores.brier_score_30d,
    scores.reported_hit_rate,
    scores.reported_absolute_error_ratio,
    scores.differing_prices,
    scores.contradicted_outcomes,
    scores.first_forecast_at,
    scores.last_forecast_at,
    scores.last_target_date,
    clock.as_of,
    now() as refreshed_at
from scores
cross join {{ ref('clock') }} as clock
inner join {{ ref('dim_instruments') }} as instruments
    on scores.instrument_key = instruments.instrument_key
left join {{ ref('int_forecast_calibrations') }} as calibrations
    on scores.instrument_key = calibrations.instrument_key
    and scores.horizon = calibrations.horizon
    and scores.model = calibrations.model
