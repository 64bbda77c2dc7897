-- Grain: one row per instrument, day and provider whose daily bar is not as it traded: the
-- provider has already taken out the dividends up to a day.
{% if system_enabled('swiftbolt') -%}
    select
        instruments.instrument_key,
        (bars.bar_start_at at time zone 'UTC')::date as bar_date,
        'swiftbolt' as source_system,
        bars.provider,
        max(actions.ex_date) as adjusted_through_date
    from {{ ref('stg_swiftbolt__bars') }} as bars
    inner join {{ ref('stg_swiftbolt__symbols') }} as symbols
        on bars.symbol_id = symbols.symbol_id
    inner join {{ ref('int_instruments_resolved') }} as instruments
        on instruments.source_system = 'swiftbolt' and symbols.symbol = instruments.native_symbol
    inner join {{ ref('stg_swiftbolt__corporate_actions') }} as actions
        on bars.adjusted_for_action_id = actions.action_id
    where
        bars.timeframe = '1d'
        and bars.layer <> 'forecast'
        and actions.action_type = 'dividend'
    group by
        instruments.instrument_key,
        (bars.bar_start_at at time zone 'UTC')::date,
        bars.provider
{%- else -%}
    select
        null::uuid as instrument_key,
        null::date as bar_date,
        null::text as source_system,
        null::text as provider,
        null::date as adjusted_through_date
    where false
{%- endif %}
