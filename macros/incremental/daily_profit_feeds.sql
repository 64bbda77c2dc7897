{#- Feeds of daily_profit. A feed is a raw `table`, its column with the `day` a row counts on (of a moment
    the day in UTC, or in `zone`, begun at `starts_at`), the columns that say when a row was `loaded` (the
    latest counts), and a `key` where copies of a row may be of several days. The day may be in the table
    above (`via`: table and key; `own_key` where the row itself calls it otherwise), or of several rows
    below. A feed without a usable load time has a `model` over raw rows in place of `table`: the sums of
    its days are compared. -#}
{% macro daily_profit_feeds() -%}
    {{ return({
        'trades': {
            'table': 'raw_trades_closed', 'day': 'trade_date', 'loaded': ['ingestion_timestamp'],
        },
        'balances': {'model': 'int_daily_profit_balance_readings', 'day': 'read_at'},
    }) }}
{%- endmacro %}
