{{ config(
    materialized='replaced_table',
    indexes=[{'columns': ['instrument_key', 'bar_date'], 'unique': true}]
) }}

-- Grain: one row per instrument and day: the most trusted provider's bar.
with

bars as (

    select
        instruments.instrument_key,
        bars.*,
        providers.priority
    from {{ ref('int_daily_bars_unioned') }} as bars
    inner join {{ ref('int_instruments_resolved') }} as instruments
        on bars.source_system = instruments.source_system
        and bars.native_symbol = instruments.native_symbol
    left join {{ ref('price_providers') }} as providers
        on bars.source_system = providers.source_system
        and bars.provider = providers.provider
    cross join {{ ref('clock') }} as clock
    where bars.close_price is not null and bars.bar_date <= clock.as_of_date

),

-- A settled bar beats one of the running day; then the provider decides; then the newest load.
-- The last two members only make ties impossible.
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
                close_price asc
        ) as preference
    from bars

)

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
    source_system,
    provider,
    layer,
    loaded_at
from ranked
where preference = 1
