{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per ticker, horizon, moment of forecast and model: the ensemble and its members.
with

-- Nothing keeps a forecast from being evaluated twice, and the id is lost with the forecast:
-- ticker, horizon and moment tell the same forecast, and its newest evaluation counts.
newest as (

    select distinct on (
        coalesce(symbols.symbol, evaluations.symbol),
        evaluations.horizon,
        evaluations.forecasted_at
    )
        coalesce(symbols.symbol, evaluations.symbol) as native_symbol,
        evaluations.*
    from {{ ref('stg_swiftbolt__forecast_evaluations') }} as evaluations
    cross join {{ ref('clock') }} as clock
    left join {{ ref('stg_swiftbolt__symbols') }} as symbols
        on evaluations.symbol_id = symbols.symbol_id
    where evaluations.evaluated_at <= clock.as_of and evaluations.horizon is not null
    order by
        coalesce(symbols.symbol, evaluations.symbol) asc,
        evaluations.horizon asc,
        evaluations.forecasted_at asc,
        evaluations.evaluated_at desc,
        evaluations.evaluation_id desc

)

-- Members name a direction only: price and confidence are the ensemble's.
select
    newest.native_symbol,
    newest.horizon,
    newest.forecasted_at,
    models.model,
    newest.evaluation_id,
    newest.forecast_id,
    newest.evaluated_at,
    models.predicted_label,
    models.predicted_price,
    models.confidence,
    newest.realized_price as reported_price,
    newest.realized_return_ratio as reported_return_ratio,
    newest.realized_label as reported_label,
    models.is_correct as is_reported_correct,
    models.price_error_ratio as reported_error_ratio
from newest
cross join
    lateral (
        values
        (
            'ensemble',
            newest.predicted_label,
            newest.predicted_price,
            newest.predicted_confidence_ratio,
            newest.is_direction_correct,
            newest.price_error_ratio
        ),
        ('random_forest', newest.forest_label, null, null, newest.is_forest_correct, null),
        ('gradient_boosting', newest.boosting_label, null, null, newest.is_boosting_correct, null)
    )
        as models (
            model, predicted_label, predicted_price, confidence, is_correct, price_error_ratio
        )
where models.predicted_label is not null
