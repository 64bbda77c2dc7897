-- Grain: one row per platform, environment, native symbol or instrument, and day with a trade, an
-- execution or a fee: pieces that add up to what a symbol did. Prop trades come from their day
-- facts, so that no trade is read again.
{%- set columns = symbol_day_columns() %}
{%- set prop_columns = {'native_symbol': 'text', 'environment': 'text', 'trade_date': 'date'} %}
{%- do prop_columns.update(columns) %}
with

prop_days as (

    {{ union_systems(
        models={'daily_profit': 'int_daily_profit_symbol_days'},
        columns=prop_columns,
    ) | indent(4) }}

)

select
    days.source_system,
    days.environment,
    {{ house_instrument('instruments.instrument_key', 'days.native_symbol') }} as instrument_key,
    days.native_symbol,
    days.trade_date,
    coalesce(instruments.canonical_symbol, days.native_symbol) as ticker,
    coalesce(
        instruments.asset_class, case when days.native_symbol is not null then 'unknown' end
    ) as asset_class,
    days.{{ columns | join(',\n    days.') }}
from prop_days as days
left join {{ ref('int_instruments_resolved') }} as instruments
    on days.source_system = instruments.source_system
    and days.native_symbol = instruments.native_symbol

union all

select
    source_system,
    environment,
    instrument_key,
    null as native_symbol,
    trade_date,
    ticker,
    asset_class,
    {{ columns | join(',\n    ') }}
from {{ ref('int_executed_symbol_days') }}
