-- Forecasts the platform has evaluated are in the mart, each once however often it was evaluated,
-- and under however many tickers of its instrument. A ticker of no table is an orphan, which the
-- rules of the evaluations count.
{{ config(enabled=system_enabled('swiftbolt')) }}

with

evaluated as (

    select distinct
        coalesce(
            instruments.instrument_key::text, symbols.symbol, evaluations.symbol
        ) as instrument,
        evaluations.horizon,
        evaluations.forecasted_at
    from {{ ref('stg_swiftbolt__forecast_evaluations') }} as evaluations
    inner join {{ ref('clock') }} as clock on evaluations.evaluated_at <= clock.as_of
    left join {{ ref('stg_swiftbolt__symbols') }} as symbols
        on evaluations.symbol_id = symbols.symbol_id
    left join {{ ref('int_instruments_resolved') }} as instruments
        on instruments.source_system = 'swiftbolt'
        and coalesce(symbols.symbol, evaluations.symbol) = instruments.native_symbol
    where
        evaluations.predicted_label is not null
        and evaluations.horizon is not null
        and coalesce(symbols.symbol, instruments.native_symbol) is not null

),

expected as (

    select
        horizon,
        count(*) as forecasts
    from evaluated
    group by horizon

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
    coalesce(expected.horizon, counted.horizon) as horizon,
    expected.forecasts as expected_forecasts,
    counted.forecasts as counted_forecasts
from expected
full join counted on expected.horizon = counted.horizon
where coalesce(expected.forecasts, 0) <> coalesce(counted.forecasts, 0)
