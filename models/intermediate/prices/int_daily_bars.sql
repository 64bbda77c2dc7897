{{ config(
    materialized='replaced_tails',
    follows=['int_bar_months', 'int_split_adjustments', 'int_actions_at_source'],
    key='instrument_key',
    day_column='bar_date',
    change_key='instrument_key',
    indexes=[{'columns': ['instrument_key', 'bar_date'], 'unique': true}]
) }}

-- depends_on: {{ ref('int_bar_months') }}
-- Grain: one row per instrument and day: the most trusted provider's bar.
with

bars as (

    select
        bars.*,
        symbols.instrument_key,
        providers.priority,
        coalesce(splits.split_factor, 1) as split_factor,
        named.dividends_through_date as adjusted_through_date
    from {{ ref('int_bars_stored') }} as bars
    inner join {{ ref('int_bar_symbols') }} as symbols on bars.symbol_key = symbols.symbol_key
    left join {{ ref('price_providers') }} as providers
        on bars.source_system = providers.source_system
        and bars.provider = providers.provider
    -- What the provider has worked in already is not worked in again.
    left join {{ ref('int_actions_at_source') }} as named
        on bars.symbol_key = named.symbol_key
        and bars.adjusted_for_action_id = named.action_id
    left join {{ ref('int_split_adjustments') }} as splits
        on bars.symbol_key = splits.symbol_key
        and greatest(bars.bar_date, named.splits_through_date) >= splits.starts_on
        and greatest(bars.bar_date, named.splits_through_date) < splits.ends_before
    where {{ changed_tail('symbols.instrument_key', 'bars.bar_date') }}

),

-- A settled bar beats one of the running day; then the provider decides; then the newest load.
-- The last members only make ties impossible.
ranked as (

    select
        *,
        row_number() over (
            partition by instrument_key, bar_date
            order by
                (layer = 'historical') desc,
                priority asc nulls last,
                loaded_at desc nulls last,
                source_system asc,
                provider asc,
                close_price asc,
                native_id asc,
                bar_start_at desc
        ) as preference
    from bars

),

-- A list per calendar: joined day by day, PostgreSQL could work out the calendar for every bar.
early_closes as materialized (

    select
        calendar,
        array_agg(market_date) as market_dates
    from {{ ref('int_market_days') }}
    where is_early_close
    group by calendar

),

chosen as (

    select
        ranked.*,
        (
            ranked.bar_date + case
                when ranked.bar_date = any(early_closes.market_dates)
                    then calendars.early_closes_at
                else calendars.closes_at
            end
        ) at time zone calendars.time_zone as closes_at
    from ranked
    inner join {{ ref('int_instrument_calendars') }} as calendars
        on ranked.instrument_key = calendars.instrument_key
    left join early_closes on calendars.calendar = early_closes.calendar
    where ranked.preference = 1

)

-- Candles are written in the last second of their day.
select
    instrument_key,
    bar_date,
    open_price,
    high_price,
    low_price,
    close_price,
    volume,
    {{ split_adjusted('open_price') }} as adjusted_open_price,
    {{ split_adjusted('high_price') }} as adjusted_high_price,
    {{ split_adjusted('low_price') }} as adjusted_low_price,
    {{ split_adjusted('close_price') }} as adjusted_close_price,
    volume * split_factor as adjusted_volume,
    split_factor,
    adjusted_through_date,
    source_system,
    nullif(provider, '') as provider,
    layer,
    loaded_at,
    known_at,
    closes_at,
    known_at >= closes_at - interval '1 minute' as is_complete
from chosen
