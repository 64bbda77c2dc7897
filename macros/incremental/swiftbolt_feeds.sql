{#- Feeds of swiftbolt, see daily_profit_feeds. Contracts are quoted by sessions of New York, which begin
    at half past nine. -#}
{% macro swiftbolt_feeds() -%}
    {%- set session = {'zone': 'America/New_York', 'starts_at': '9 hours 30 minutes'} -%}
    {{ return({
        'bars': {
            'table': 'ohlc_bars_v2', 'day': 'ts', 'loaded': ['fetched_at', 'updated_at', 'created_at'],
        },
        'intraday_bars': {'table': 'intraday_bars', 'day': 'ts', 'loaded': ['created_at']},
        'option_snapshots': dict(
            session, table='options_snapshots', day='snapshot_time', loaded=['created_at']
        ),
        'option_prices': dict(
            session, table='options_price_history', day='recorded_at', loaded=['created_at']
        ),
    }) }}
{%- endmacro %}
