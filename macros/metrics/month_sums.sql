{#- What the days of a month come to, as a piece of a path that joins exactly to others: sums; the moments
    of returns about their own mean; the path's ends, extremes and falls; the days at its peaks with the
    series' days around them; the runs of won and lost trades at both ends and inside. Everything in
    floating point is summed in the order of the days, so that the same days give the same bits. -#}
{% macro month_sums() -%}
    {%- set word = "coalesce(string_agg(outcomes, '' order by series_date), '')" -%}
    count(daily_return) + sum(idle_returns)::bigint as returns,
    sum(daily_return order by series_date) as return_sum,
    coalesce(sum((daily_return - mean_return) ^ 2 order by series_date), 0)
    + sum(idle_returns) * coalesce(max(mean_return), 0) ^ 2 as squared_deviations,
    coalesce(sum(least(daily_return, 0) ^ 2 order by series_date), 0) as downside_squares,
    least(min(daily_return), case when sum(idle_returns) > 0 then 0 end) as min_return,
    greatest(max(daily_return), case when sum(idle_returns) > 0 then 0 end) as max_return,
    (array_agg(equity_start_usd order by series_date))[1] as equity_start_usd,
    (array_agg(equity_end_usd order by series_date desc))[1] as equity_end_usd,
    (array_agg(growth order by series_date desc))[1] as growth,
    max(growth) as max_growth,
    min(growth) as min_growth,
    max(1 - growth / nullif(peak_growth, 0)) as max_drawdown_ratio,
    max(net_usd) as max_net_usd,
    min(net_usd) as min_net_usd,
    max(peak_net_usd - net_usd) as max_drawdown_usd,
    array_agg(growth order by series_date) filter (where is_peak) as peak_growths,
    array_agg(series_date order by series_date) filter (where is_peak) as peak_dates,
    array_agg(day_before order by series_date) filter (where is_peak) as days_before_peaks,
    array_agg(day_until order by series_date) filter (where is_peak) as days_until_peaks,
    {%- for name in ['series_date', 'daily_return', 'idle_days', 'trading_days_before'] %}
    array_agg({{ name }} order by series_date) as {{ name }}_list,
    {%- endfor %}
    count(*) filter (where trades > 0) as days_with_trades,
    sum(flow_usd) as flow_usd,
    {%- for kind, letter in [('wins', 'w'), ('losses', 'l')] %}
    length({{ word }}) - length(ltrim({{ word }}, '{{ letter }}')) as first_{{ kind }},
    length({{ word }}) - length(rtrim({{ word }}, '{{ letter }}')) as last_{{ kind }},
    {{ functions_schema() }}.longest_run({{ word }}, '{{ letter }}')::integer as most_{{ kind }},
    {%- endfor %}
    {{ period_totals() }}
{%- endmacro %}
