{#- The feeds whose facts follow new rows, each said once: the raw table, its column that says the day
    a row counts on and the one that says when it was loaded. A feed without a table is recomputed
    whole in every run: a late execution changes every later result of its position. -#}
{% macro incremental_feeds() -%}
    {%- set feeds = {} -%}
    {%- if system_enabled('daily_profit') -%}
        {%- do feeds.update({'daily_profit': {
            'table': 'raw_trades_closed', 'day': 'trade_date', 'loaded_at': 'ingestion_timestamp',
        }}) -%}
    {%- endif -%}
    {%- do feeds.update({'executions': {}}) -%}
    {{ return(feeds) }}
{%- endmacro %}
