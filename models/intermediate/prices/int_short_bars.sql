{{ config(
    materialized='replaced_days',
    feed=['swiftbolt_intraday_bars', 'mastertrade_bars', 'schwab_bars', 'patriot_bars'],
    day_column='bar_date',
    indexes=[
        {'columns': ['symbol_key', 'bar_minutes', 'bar_end_at', 'bar_date'], 'unique': true},
        {'columns': ['bar_date']},
    ]
) }}

-- Grain: one row per platform, native id of a symbol, bar length and end. Stored, so that who looks
-- for a moment's price finds it by an index and does not read all bars.
with

unioned as (

    {{ union_systems(
        models={
            'swiftbolt': 'int_swiftbolt_short_bars',
            'mastertrade': 'int_mastertrade_short_bars',
            'schwab': 'int_schwab_short_bars',
            'patriot': 'int_patriot_short_bars',
        },
        columns={
            'native_id': 'text',
            'bar_minutes': 'integer',
            'bar_start_at': 'timestamptz',
            'close_price': 'numeric',
        },
    ) | indent(4) }}

)

select
    source_system || ' ' || native_id as symbol_key,
    bar_minutes,
    bar_start_at + make_interval(mins => bar_minutes) as bar_end_at,
    (bar_start_at at time zone 'UTC')::date as bar_date,
    close_price
from unioned
where native_id is not null and {{ touched_moments('unioned.bar_start_at') }}
