{{ config(
    materialized='replaced_tails',
    follows=['int_bars_stored', 'int_bar_symbols'],
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
select
    symbols.symbol_key,
    date_trunc('month', bars.bar_date)::date as bar_month,
    symbols.instrument_key,
    count(*) as bars,
    sum(hashtextextended(bars::text, 0)::numeric) as checksum
from {{ ref('int_bars_stored') }} as bars
inner join {{ ref('int_bar_symbols') }} as symbols on bars.symbol_key = symbols.symbol_key
where {{ changed_tail('bars.symbol_key', 'bars.bar_date') }}
group by
    symbols.symbol_key,
    date_trunc('month', bars.bar_date)::date,
    symbols.instrument_key
