{{ config(
    materialized='replaced_tails',
    follows=['int_bars_stored', 'int_bar_counts', 'int_bar_symbols'],
    key='symbol_key',
    day_column='bar_month',
    day_grain='month',
    change_key='instrument_key',
    indexes=[
        {'columns': ['symbol_key', 'bar_month'], 'unique': true},
        {'columns': ['instrument_key']},
    ]
) }}

-- Grain: one row per platform, native id of a symbol and month with bars. Passes changes on: those
-- of a platform's bars, or of what its id stands for, become changes of instruments.
with

rows_of_days as (

    select
        bars.symbol_key,
        bars.bar_date,
        hashtextextended(bars::text, 0)::numeric as checksum
    from {{ ref('int_bars_stored') }} as bars
    where {{ changed_tail('bars.symbol_key', 'bars.bar_date') }}

    union all

    select
        counts.symbol_key,
        counts.bar_date,
        hashtextextended(counts::text, 0)::numeric as checksum
    from {{ ref('int_bar_counts') }} as counts
    where {{ changed_tail('counts.symbol_key', 'counts.bar_date') }}

)

select
    symbols.symbol_key,
    date_trunc('month', rows_of_days.bar_date)::date as bar_month,
    symbols.instrument_key,
    count(*) as row_count,
    sum(rows_of_days.checksum) as checksum
from rows_of_days
inner join {{ ref('int_bar_symbols') }} as symbols
    on rows_of_days.symbol_key = symbols.symbol_key
group by
    symbols.symbol_key,
    date_trunc('month', rows_of_days.bar_date)::date,
    symbols.instrument_key
