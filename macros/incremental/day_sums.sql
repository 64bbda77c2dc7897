{#- What one day's results of a book come to, defined here for every platform. `outcomes` is the day's
    trades in close order as letters (won, lost, flat): such words join exactly into longer ones, so that
    streaks need no trade again. -#}
{% macro day_sums() -%}
        count(*) filter (where is_closing) as trades,
        count(*) filter (where is_closing and net_pnl_usd > 0) as winning_trades,
        count(*) filter (where is_closing and net_pnl_usd < 0) as losing_trades,
        count(*) filter (where is_closing and net_pnl_usd = 0) as breakeven_trades,
        coalesce(sum(net_pnl_usd) filter (where is_closing and net_pnl_usd > 0), 0)
            as gross_profit_usd,
        coalesce(-sum(net_pnl_usd) filter (where is_closing and net_pnl_usd < 0), 0)
            as gross_loss_usd,
        -- Of sums that are there already.
        coalesce(sum(net_pnl_usd) filter (where is_closing and net_pnl_usd > 0), 0)
            + coalesce(sum(net_pnl_usd) filter (where is_closing and net_pnl_usd < 0), 0)
            as closed_net_pnl_usd,
        sum(gross_pnl_usd) as gross_pnl_usd,
        sum(fees_usd) as fees_usd,
        sum(net_pnl_usd) as net_pnl_usd,
        sum(volume_usd) as volume_usd,
        count(*) filter (where is_unconverted) as unconverted_amounts,
        string_agg(
            case sign(net_pnl_usd) when 1 then 'w' when -1 then 'l' else 'f' end,
            '' order by closed_at, length(trade_id), trade_id
        ) filter (where is_closing) as outcomes,
        max(environment) as environment,
        min(closed_at) as first_closed_at,
        max(closed_at) as last_closed_at
{%- endmacro %}
