{#- What pieces of symbols (see symbol_day_sums) come to together: days to months, both to a lifetime. -#}
{% macro symbol_piece_sums(pieces) -%}
    {%- set joined = {'best_trade_usd': 'max', 'worst_trade_usd': 'min', 'last_trade_at': 'max'} -%}
    {%- for name, type in symbol_day_columns().items() %}
    {{ joined.get(name, 'sum') }}({{ pieces }}.{{ name }}){{ '::bigint' if type == 'bigint' }} as {{ name }}
    {{- ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
