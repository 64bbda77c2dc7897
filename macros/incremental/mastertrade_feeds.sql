{#- Feeds of mastertrade, see daily_profit_feeds. Balances carry no load time. -#}
{% macro mastertrade_feeds() -%}
    {{ return({
        'fills': {
            'table': 'trades', 'day': 'executed_at', 'loaded': ['created_at'],
            'key': 'exchange_trade_id',
        },
        'bars': {'table': 'market_data', 'day': 'timestamp', 'loaded': ['created_at']},
        'index_bars': {'table': 'stock_indices', 'day': 'timestamp', 'loaded': ['created_at']},
        'balances': {'model': 'stg_mastertrade__balances', 'day': 'snapshot_at'},
        'onchain_metrics': {
            'table': 'onchain_metrics', 'day': 'timestamp', 'loaded': ['created_at'],
        },
    }) }}
{%- endmacro %}
