{{ config(
    enabled=system_enabled('daily_profit'),
    materialized='replaced_tails',
    key='symbol_key',
    day_column='month_start',
    day_grain='month',
    follows=['int_daily_profit_symbol_days', 'int_daily_profit_symbols'],
    change_key='instrument_key',
    indexes=[{'columns': ['symbol_key', 'environment', 'month_start'], 'unique': true}]
) }}

-- Grain: one row per symbol, environment and month with closed prop trades: a lifetime costs a row
-- a month. Passes changes on: those of a symbol's days, or of what it stands for, become changes of
-- instruments; the checksum tells of a change within a month that leaves its sums as they were.
select
    days.symbol_key,
    days.native_symbol,
    days.environment,
    date_trunc('month', days.trade_date::timestamp)::date as month_start,
    symbols.instrument_key,
    min(days.trade_date) as first_trade_date,
    sum(hashtextextended(days::text, 0)::numeric) as checksum,
    {{ symbol_piece_sums('days') }}
from {{ ref('int_daily_profit_symbol_days') }} as days
left join {{ ref('int_daily_profit_symbols') }} as symbols
    on days.symbol_key = symbols.symbol_key
where {{ changed_tail('days.symbol_key', 'days.trade_date') }}
group by
    days.symbol_key,
    days.native_symbol,
    days.environment,
    date_trunc('month', days.trade_date::timestamp)::date,
    symbols.instrument_key
