{#- What one day's results of a symbol come to, as pieces that add up over days, defined here for every
    platform; rows as int_trade_details has them. Squares give the deviation of results, hours and how
    many trades have them the average holding time. Round trips give `held`, an interval: sums of intervals
    are exact and cost no division a trade. -#}
{% macro symbol_day_sums(held=none) -%}
    {%- set won = 'is_closing and net_pnl_usd > 0' -%}
    {%- set lost = 'is_closing and net_pnl_usd < 0' -%}
    count(*) filter (where is_closing) as trades,
    count(*) filter (where {{ won }}) as winning_trades,
    count(*) filter (where {{ lost }}) as losing_trades,
    count(*) filter (where is_closing and net_pnl_usd = 0) as breakeven_trades,
    coalesce(sum(net_pnl_usd) filter (where {{ won }}), 0) as gross_profit_usd,
    coalesce(-sum(net_pnl_usd) filter (where {{ lost }}), 0) as gross_loss_usd,
    -- Of sums that are there already.
    coalesce(sum(net_pnl_usd) filter (where {{ won }}), 0)
        + coalesce(sum(net_pnl_usd) filter (where {{ lost }}), 0) as closed_net_pnl_usd,
    coalesce(sum(net_pnl_usd * net_pnl_usd) filter (where is_closing), 0) as closed_net_squares,
    coalesce(sum(gross_pnl_usd), 0) as gross_pnl_usd,
    coalesce(sum(fees_usd), 0) as fees_usd,
    coalesce(sum(net_pnl_usd), 0) as net_pnl_usd,
    coalesce(sum(volume_usd), 0) as volume_usd,
    count(*) filter (where is_unconverted) as unconverted_amounts,
    max(net_pnl_usd) filter (where is_closing) as best_trade_usd,
    min(net_pnl_usd) filter (where is_closing) as worst_trade_usd,
    count({{ held or 'holding_hours' }}) as timed_trades,
    coalesce({{ 'extract(epoch from sum(' ~ held ~ ')) / 3600' if held else 'sum(holding_hours)' }}, 0)
        as holding_hours,
    {%- for side in ['long', 'short'] %}
    count(*) filter (where is_closing and direction = '{{ side }}') as {{ side }}_trades,
    count(*) filter (where {{ won }} and direction = '{{ side }}') as {{ side }}_winning_trades,
    count(*) filter (where {{ lost }} and direction = '{{ side }}') as {{ side }}_losing_trades,
    coalesce(sum(net_pnl_usd) filter (where direction = '{{ side }}'), 0) as {{ side }}_net_pnl_usd,
    {%- endfor %}
    max(closed_at) filter (where is_execution) as last_trade_at
{%- endmacro %}
