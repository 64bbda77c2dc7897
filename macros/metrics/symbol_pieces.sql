{#- Pieces of symbols on all platforms, with the instrument each stands for: prop trades from a model of days
    or months, executions by day. `date` is the column that says when. -#}
{% macro symbol_pieces(prop_model, date) -%}
{%- set columns = symbol_day_columns() -%}
{%- set prop_columns = dict({'native_symbol': 'text', 'environment': 'text', date: 'date'}, **columns) -%}
with

prop_pieces as (

    {{ union_systems(models={'daily_profit': prop_model}, columns=prop_columns) | indent(4) }}

)

select
    pieces.source_system,
    pieces.environment,
    {{ house_instrument('instruments.instrument_key', 'pieces.native_symbol') }} as instrument_key,
    pieces.native_symbol,
    pieces.{{ date }},
    coalesce(instruments.canonical_symbol, pieces.native_symbol) as ticker,
    coalesce(instruments.asset_class, case when pieces.native_symbol is not null then 'unknown' end) as asset_class,
    pieces.{{ columns | join(',\n    pieces.') }}
from prop_pieces as pieces
left join {{ ref('int_instruments_resolved') }} as instruments
    on pieces.source_system = instruments.source_system
    and pieces.native_symbol = instruments.native_symbol

union all

select
    source_system,
    environment,
    instrument_key,
    null as native_symbol,
    trade_date as {{ date }},
    ticker,
    asset_class,
    {{ columns | join(',\n    ') }}
from {{ ref('int_executed_symbol_days') }}
{%- endmacro %}
