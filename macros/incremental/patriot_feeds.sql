{#- Feeds of patriot, see daily_profit_feeds. -#}
{% macro patriot_feeds() -%}
    {{ return({
        'fills': {
            'table': 'order_fills', 'day': 'fill_timestamp', 'loaded': ['created_at'],
            'key': 'exchange_fill_id',
        },
        'bars': {'table': 'market_data', 'day': 'time', 'loaded': ['created_at']},
        'portfolio_snapshots': {
            'table': 'portfolio_snapshots', 'day': 'time', 'loaded': ['created_at'],
        },
    }) }}
{%- endmacro %}
