-- Forecasts the platform has evaluated are in the mart, each once however often it was evaluated.
{{ config(enabled=system_enabled('swiftbolt')) }}

with

evaluated as (

    select
        evaluations.horizon,
        count(distinct (
            coalesce(symbols.symbol, evaluations.symbol), evaluations.forecasted_at
        )) as forecasts
    from {{ ref('stg_swiftbolt__forecast_evaluations') }} as evaluations
    inner join {{ ref('clock') }} as clock on evaluations.evaluated_at <= clock.as_of
    left join {{ ref('stg_swiftbolt__symbols') }} as symbols
        on evaluations.symbol_id = symbols.symbol_id
    where evaluations.predicted_label is not null and evaluations.horizon is not null
    group by evaluations.horizon

),

counted as (

    select
        horizon,
        sum(evaluations) as forecasts
    from {{ ref('forecast_accuracy') }}
    where model = 'ensemble' and source_system = 'swiftbolt'
    group by horizon

)

select
    horizon,
    evaluated.forecasts as evaluated_forecasts,
    counted.forecasts as counted_forecasts
from evaluated
full join counted using (horizon)
where coalesce(evaluated.forecasts, 0) <> coalesce(counted.forecasts, 0)
