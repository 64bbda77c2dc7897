{{ config(
    materialized='replaced_table',
    indexes=[{'columns': ['instrument_key', 'horizon', 'model', 'forecasted_at'], 'unique': true}]
) }}

-- Grain: one row per instrument, horizon, moment of forecast and model, with what came true
-- according to the daily bars of the house.
with

-- Of two tickers of one instrument the evaluation that came last speaks.
keyed as (

    select distinct on (
        instruments.instrument_key, evaluated.horizon, evaluated.forecasted_at, evaluated.model
    )
        instruments.instrument_key,
        evaluated.*,
        horizons.horizon_days
    from {{ ref('int_evaluated_forecasts') }} as evaluated
    inner join {{ ref('int_instruments_resolved') }} as instruments
        on evaluated.source_system = instruments.source_system
        and evaluated.native_symbol = instruments.native_symbol
    left join {{ ref('forecast_horizons') }} as horizons
        on evaluated.horizon = horizons.horizon
    order by
        instruments.instrument_key asc, evaluated.horizon asc, evaluated.forecasted_at asc,
        evaluated.model asc, evaluated.evaluated_at desc, evaluated.source_system asc,
        evaluated.evaluation_id desc

),

-- All models of a moment share one outcome; each look-up is one index probe.
moments as (

    select distinct
        instrument_key,
        forecasted_at,
        horizon_days
    from keyed
    where horizon_days is not null

),

-- The forecast starts from the last close known when it was made and ends with the first close
-- on or after as many days later. A bar further than a week off is not the one meant, and one that
-- was loaded before its market closed has no close.
outcomes as (

    select
        moments.instrument_key,
        moments.forecasted_at,
        moments.horizon_days,
        starts.bar_date as base_date,
        starts.close_price as base_price,
        targets.bar_date as target_date,
        -- Expressed in the shares of the day the forecast was made, as its price is.
        targets.adjusted_close_price * coalesce(splits.share_factor, 1) as realized_price,
        targets.adjusted_close_price / nullif(starts.adjusted_close_price, 0) - 1
            as realized_return_ratio
    from moments
    cross join
        lateral (
            select
                bars.bar_date,
                bars.close_price,
                bars.adjusted_close_price
            from {{ ref('int_daily_bars') }} as bars
            where
                bars.instrument_key = moments.instrument_key
                and bars.bar_date <= (moments.forecasted_at at time zone 'UTC')::date
                and bars.bar_date > (moments.forecasted_at at time zone 'UTC')::date - 7
                and bars.closes_at <= moments.forecasted_at
                and bars.is_complete
            order by bars.bar_date desc
            limit 1
        ) as starts
    cross join
        lateral (
            select
                bars.bar_date,
                bars.adjusted_close_price
            from {{ ref('int_daily_bars') }} as bars
            where
                bars.instrument_key = moments.instrument_key
                and bars.bar_date >= starts.bar_date + moments.horizon_days
                and bars.bar_date < starts.bar_date + moments.horizon_days + 7
                and bars.is_complete
            order by bars.bar_date asc
            limit 1
        ) as targets
    left join {{ ref('int_split_spans') }} as splits
        on moments.instrument_key = splits.instrument_key
        and starts.bar_date >= splits.starts_on
        and starts.bar_date < splits.ends_before

)

select
    keyed.instrument_key,
    keyed.horizon,
    keyed.forecasted_at,
    keyed.model,
    keyed.source_system,
    keyed.evaluation_id,
    keyed.forecast_id,
    keyed.evaluated_at,
    keyed.predicted_label,
    keyed.predicted_price,
    keyed.confidence,
    outcomes.base_date,
    outcomes.base_price,
    outcomes.target_date,
    outcomes.realized_price,
    outcomes.realized_return_ratio,
    -- A neutral forecast names no direction; a price that did not move goes none.
    case keyed.predicted_label
        when 'bullish' then outcomes.realized_return_ratio > 0
        when 'bearish' then outcomes.realized_return_ratio < 0
    end as is_hit,
    keyed.reported_price,
    keyed.reported_return_ratio,
    keyed.reported_label,
    keyed.is_reported_correct,
    keyed.reported_error_ratio
from keyed
left join outcomes
    on keyed.instrument_key = outcomes.instrument_key
    and keyed.forecasted_at = outcomes.forecasted_at
    and keyed.horizon_days = outcomes.horizon_days
