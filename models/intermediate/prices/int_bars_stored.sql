{{ config(
    materialized='replaced_days',
    feed=[
        'swiftbolt_bars',
        'mastertrade_bars',
        'mastertrade_index_bars',
        'schwab_bars',
        'patriot_bars',
    ],
    day_column='bar_date',
    change_key='symbol_key',
    indexes=[
        {
            'columns': ['symbol_key', 'bar_date', 'bar_start_at', 'layer', 'provider'],
            'unique': true,
        },
        {'columns': ['bar_date']},
    ]
) }}

-- Grain: one row per platform, native id of a symbol, bar start, layer and provider, up to the
-- clock: as traded, and under the platform's own id, so that nothing that is found out later about
-- a symbol changes a row.
with

daily as (

    select distinct on (
        bars.source_system, bars.native_id, bars.bar_start_at, bars.layer,
        coalesce(bars.provider, '')
    )
        bars.*,
        (bars.bar_start_at at time zone 'UTC')::date as bar_date
    from {{ ref('int_daily_bars_unioned') }} as bars
    where
        bars.close_price is not null
        and bars.native_id is not null
        and {{ touched_moments('bars.bar_start_at') }}
    -- The last two members only make ties impossible.
    order by
        bars.source_system asc, bars.native_id asc, bars.bar_start_at asc, bars.layer asc,
        coalesce(bars.provider, '') asc, bars.loaded_at desc nulls last, bars.close_price asc,
        bars.volume asc

)

-- When the bar was known, which tells whether it is complete. A day without a load time is judged
-- by the clock alone, as is a stamp that is the bar's own; two days later every market has closed.
select
    daily.source_system || ' ' || daily.native_id as symbol_key,
    daily.source_system,
    daily.native_id,
    daily.bar_date,
    daily.bar_start_at,
    daily.layer,
    coalesce(daily.provider, '') as provider,
    daily.open_price,
    daily.high_price,
    daily.low_price,
    daily.close_price,
    daily.volume,
    daily.adjusted_for_action_id,
    daily.loaded_at,
    least(
        clock.as_of,
        case
            when daily.loaded_at > daily.bar_date::timestamp at time zone 'UTC'
                then daily.loaded_at
        end,
        (daily.bar_date + 2)::timestamp at time zone 'UTC'
    ) as known_at
from daily
cross join {{ ref('clock') }} as clock
where daily.bar_date <= clock.as_of_date
