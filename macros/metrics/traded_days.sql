{#- What platform_day_sums needs beside the columns of a day of an account: its key and its result where it
    traded. -#}
{% macro traded_days(account_key) -%}
    {%- set traded = 'days.trades > 0 or days.volume_usd > 0 or days.unconverted_amounts > 0' -%}
    case when {{ traded }} then {{ account_key }} end as traded_key,
    case when {{ traded }} then days.net_pnl_usd end as traded_net_usd
{%- endmacro %}
