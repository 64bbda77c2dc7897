-- Grain: one row per instrument and horizon: the newest run up to the clock's reading.
{% if system_enabled('swiftbolt') -%}
-- One index probe per symbol and horizon: cost follows instruments, not runs.
    select
        instruments.instrument_key,
        horizons.canonical_value as horizon,
        'swiftbolt' as source_system,
        newest.forecast_id,
        newest.forecast_label,
        newest.confidence,
        newest.target_price,
        newest.forecast_points,
        newest.run_at
    from {{ ref('stg_swiftbolt__symbols') }} as symbols
    inner join {{ ref('int_instruments_resolved') }} as instruments
        on instruments.source_system = 'swiftbolt' and symbols.symbol = instruments.native_symbol
    inner join {{ ref('value_mappings') }} as horizons
        on horizons.domain = 'horizon' and horizons.source_system = 'swiftbolt'
    cross join {{ ref('clock') }} as clock
    cross join lateral (
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
    ) as newest
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
