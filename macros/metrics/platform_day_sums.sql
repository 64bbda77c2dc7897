{#- What one day of a platform's accounts comes to, defined here for every platform. An account with a fee
    alone did not trade: `traded_key` and `traded_net_usd` are null for it (see traded_days). -#}
{% macro platform_day_sums() -%}
    count(traded_key) as accounts_trading,
    count(*) filter (where traded_net_usd > 0) as profitable_accounts,
    count(*) filter (where traded_net_usd < 0) as losing_accounts,
    {%- for name in ['trades', 'winning_trades', 'losing_trades', 'breakeven_trades'] %}
    sum({{ name }})::bigint as {{ name }},
    {%- endfor %}
    {%- for name in [
        'volume_usd', 'gross_pnl_usd', 'fees_usd', 'net_pnl_usd', 'gross_profit_usd',
        'gross_loss_usd', 'closed_net_pnl_usd',
    ] %}
    sum({{ name }}) as {{ name }},
    {%- endfor %}
    avg(traded_net_usd) as avg_account_net_pnl_usd,
    stddev_samp(traded_net_usd) as stddev_account_net_pnl_usd,
    percentile_cont(array[0.25, 0.5, 0.75]) within group (order by traded_net_usd)
        as net_pnl_quartiles,
    (array_agg(traded_key order by traded_net_usd desc nulls last, traded_key asc))[1]
        as best_account_key,
    max(traded_net_usd) as best_account_net_pnl_usd,
    (array_agg(traded_key order by traded_net_usd asc nulls last, traded_key asc))[1]
        as worst_account_key,
    min(traded_net_usd) as worst_account_net_pnl_usd,
    sum(unconverted_amounts)::bigint as unconverted_amounts
{%- endmacro %}
