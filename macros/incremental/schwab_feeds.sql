{#- Feeds of schwab, see daily_profit_feeds. Load times may be missing on any row; updated_at is kept by
    no trigger, so that quiet corrections are for `reconcile`. -#}
{% macro schwab_feeds() -%}
    {%- set session = {'zone': 'America/New_York', 'starts_at': '9 hours 30 minutes'} -%}
    {{ return({
        'bars': {'table': 'price_data', 'day': 'datetime_utc', 'loaded': ['created_at']},
        'fills': {'model': 'int_schwab_fills', 'day': 'filled_at'},
        'executions': {
            'table': 'execution_legs', 'day': 'execution_time', 'loaded': ['created_at'],
        },
        'transactions': {
            'table': 'transactions', 'day': 'transaction_time',
            'loaded': ['created_at', 'updated_at'], 'key': 'schwab_activity_id',
        },
        'transaction_items': {
            'table': 'transaction_items', 'day': 'transaction_time', 'loaded': ['created_at'],
            'via': {'table': 'transactions', 'key': 'transaction_id'},
        },
        'option_chains': dict(
            session, table='options_chains', day='snapshot_datetime', loaded=['created_at']
        ),
        'option_quotes': dict(
            session, table='options_contracts', day='snapshot_datetime', loaded=['created_at'],
            via={'table': 'options_chains', 'key': 'chain_id'}
        ),
    }) }}
{%- endmacro %}
