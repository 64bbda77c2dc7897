{#- Feeds of patriot, see daily_profit_feeds. An order that changed touches the days of its fills. -#}
{% macro patriot_feeds() -%}
    {{ return({
        'fills': {
            'table': 'order_fills', 'day': 'fill_timestamp', 'loaded': ['created_at'],
            'key': 'exchange_fill_id',
        },
        'filled_orders': {
            'table': 'orders', 'day': 'fill_timestamp', 'loaded': ['created_at', 'updated_at'],
            'via': {'table': 'order_fills', 'key': 'order_id', 'own_key': 'id'},
        },
        'bars': {'table': 'market_data', 'day': 'time', 'loaded': ['created_at']},
        'portfolio_snapshots': {
            'table': 'portfolio_snapshots', 'day': 'time', 'loaded': ['created_at'],
        },
    }) }}
{%- endmacro %}
