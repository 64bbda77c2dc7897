{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per ticker, day and provider. As traded and adjusted for splits after the day.
with

bars as (

    select
        bars.*,
        symbols.symbol as native_symbol,
        (bars.bar_start_at at time zone 'UTC')::date as bar_date
    from {{ ref('stg_swiftbolt__bars') }} as bars
    inner join {{ ref('stg_swiftbolt__symbols') }} as symbols
        on bars.symbol_id = symbols.symbol_id
    where bars.timeframe = '1d' and bars.layer <> 'forecast'

),

-- Splits whose effect the platform has not yet worked into its bars.
splits as (

    select
        symbol as native_symbol,
        ex_date,
        share_factor
    from {{ ref('stg_swiftbolt__corporate_actions') }}
    where
        action_type in ('stock_split', 'reverse_split')
        and not is_bars_adjusted
        and share_factor > 0

),

factors as (

    select
        days.native_symbol,
        days.bar_date,
        {{ functions_schema() }}.product(splits.share_factor::double precision) as split_factor
    from (select
        native_symbol,
        bar_date
    from bars
    group by native_symbol, bar_date) as days
    inner join splits
        on days.native_symbol = splits.native_symbol and days.bar_date < splits.ex_date
    group by days.native_symbol, days.bar_date

)

select
    bars.native_symbol,
    bars.bar_date,
    bars.layer,
    bars.provider,
    bars.open_price,
    bars.high_price,
    bars.low_price,
    bars.close_price,
    bars.volume,
    coalesce(factors.split_factor, 1)::numeric as split_factor,
    bars.loaded_at
from bars
left join factors
    on bars.native_symbol = factors.native_symbol and bars.bar_date = factors.bar_date
