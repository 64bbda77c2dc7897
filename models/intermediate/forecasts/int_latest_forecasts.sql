-- Grain: one row per instrument and horizon: the newest run up to the clock's reading.
{% if system_enabled('swiftbolt') -%}
    with

    -- One index probe per symbol and horizon: cost follows instruments, not runs. Of two tickers of
    -- one instrument, and of two spellings of a horizon, the newest run speaks.
    newest as (

        select distinct on (instruments.instrument_key, horizons.canonical_value)
            instruments.instrument_key,
            horizons.canonical_value as horizon,
            runs.*
        from {{ ref('stg_swiftbolt__symbols') }} as symbols
        inner join {{ ref('int_instruments_resolved') }} as instruments
            on instruments.source_system = 'swiftbolt'
            and symbols.symbol = instruments.native_symbol
        inner join {{ ref('value_mappings') }} as horizons
            on horizons.domain = 'horizon' and horizons.source_system = 'swiftbolt'
        cross join {{ ref('clock') }} as clock
        cross join
            lateral (
                select
                    forecasts.forecast_id,
                    forecasts.forecast_label,
                    forecasts.confidence_ratio as confidence,
                    coalesce(
                        forecasts.target_price,
                        case
                            when jsonb_typeof(forecasts.points -> -1 -> 'value') = 'number'
                                then (forecasts.points -> -1 ->> 'value')::numeric
                        end
                    ) as target_price,
                    forecasts.points as forecast_points,
                    forecasts.run_at
                from {{ ref('stg_swiftbolt__forecasts') }} as forecasts
                where
                    forecasts.symbol_id = symbols.symbol_id
                    and forecasts.native_horizon = horizons.native_value
                    and forecasts.run_at <= clock.as_of
                order by forecasts.run_at desc, forecasts.forecast_id desc
                limit 1
            ) as runs
        order by
            instruments.instrument_key asc, horizons.canonical_value asc,
            runs.run_at desc, runs.forecast_id desc

    ),

    since as (

        select
            newest.*,
            coalesce(splits.share_factor, 1) as split_factor
        from newest
        left join {{ ref('int_split_spans') }} as splits
            on newest.instrument_key = splits.instrument_key
            and (newest.run_at at time zone 'UTC')::date >= splits.starts_on
            and (newest.run_at at time zone 'UTC')::date < splits.ends_before

    )

    -- Prices are those of the run's shares, and shown in today's.
    select
        instrument_key,
        horizon,
        'swiftbolt' as source_system,
        forecast_id,
        forecast_label,
        confidence,
        {{ split_adjusted('target_price') }} as target_price,
        {{ split_adjusted_points('forecast_points') }} as forecast_points,
        run_at
    from since
{%- else -%}
    select
        null::uuid as instrument_key,
        null::text as horizon,
        null::text as source_system,
        null::text as forecast_id,
        null::text as forecast_label,
        null::numeric as confidence,
        null::numeric as target_price,
        null::jsonb as forecast_points,
        null::timestamptz as run_at
    where false
{%- endif %}
