{{ config(
    indexes=[
        {'columns': ['source_system', 'environment', 'instrument_key'], 'unique': true},
        {'columns': ['instrument_key']},
    ]
) }}

-- Grain: one row per platform, environment and instrument with a trade, an execution or a fee; no
-- instrument for money that none caused. Metrics without a suffix are over the lifetime, with one
-- over the days up to the clock's. Paper, testnet and live results are never added up.
with

results as (

    select
        details.*,
        details.is_closing and details.net_pnl_usd > 0 as is_won,
        details.is_closing and details.net_pnl_usd < 0 as is_lost,
        details.is_closing and details.net_pnl_usd = 0 as is_flat,
        case when details.is_closing then greatest(details.net_pnl_usd, 0) end as won_usd,
        case when details.is_closing then greatest(-details.net_pnl_usd, 0) end as lost_usd,
        details.direction = 'long' as is_long,
        details.direction = 'short' as is_short,
        details.trade_date > clock.as_of_date - 90 as is_recent
    from {{ ref('int_trade_details') }} as details
    cross join {{ ref('clock') }} as clock

),

sums as (

    select
        source_system,
        environment,
        instrument_key,
        min(ticker) as ticker,
        min(asset_class) as asset_class,
        min(trade_date) as first_trade_date,
        max(closed_at) filter (where is_execution) as last_trade_at,
        count(distinct account_key) filter (where is_execution) as accounts_trading,
        {%- for suffix, scope in {'': 'true', '_90d': 'is_recent'}.items() %}
            count(*) filter (where {{ scope }} and is_closing) as trades{{ suffix }},
            count(*) filter (where {{ scope }} and is_won) as winning_trades{{ suffix }},
            count(*) filter (where {{ scope }} and is_lost) as losing_trades{{ suffix }},
            count(*) filter (where {{ scope }} and is_flat) as breakeven_trades{{ suffix }},
            coalesce(sum(volume_usd) filter (where {{ scope }}), 0) as volume_usd{{ suffix }},
            coalesce(sum(gross_pnl_usd) filter (where {{ scope }}), 0) as gross_pnl_usd{{ suffix }},
            coalesce(sum(fees_usd) filter (where {{ scope }}), 0) as fees_usd{{ suffix }},
            coalesce(sum(net_pnl_usd) filter (where {{ scope }}), 0) as net_pnl_usd{{ suffix }},
            coalesce(sum(won_usd) filter (where {{ scope }}), 0) as gross_profit_usd{{ suffix }},
            coalesce(sum(lost_usd) filter (where {{ scope }}), 0) as gross_loss_usd{{ suffix }},
        {%- endfor %}
        count(distinct account_key) filter (where is_recent and is_execution)
            as accounts_trading_90d,
        avg(net_pnl_usd) filter (where is_closing) as expectancy_usd,
        stddev_samp(net_pnl_usd) filter (where is_closing) as trade_deviation_usd,
        percentile_cont(0.5) within group (order by net_pnl_usd) filter (where is_closing)
            as median_trade_usd,
        max(net_pnl_usd) filter (where is_closing) as best_trade_usd,
        min(net_pnl_usd) filter (where is_closing) as worst_trade_usd,
        avg(holding_hours) as avg_holding_hours,
        count(*) filter (where is_closing and is_long) as long_trades,
        count(*) filter (where is_closing and is_short) as short_trades,
        count(*) filter (where is_won and is_long) as long_winning_trades,
        count(*) filter (where is_won and is_short) as short_winning_trades,
        count(*) filter (where is_lost and is_long) as long_losing_trades,
        count(*) filter (where is_lost and is_short) as short_losing_trades,
        coalesce(sum(net_pnl_usd) filter (where is_long), 0) as long_net_pnl_usd,
        coalesce(sum(net_pnl_usd) filter (where is_short), 0) as short_net_pnl_usd,
        count(*) filter (where is_unconverted) as unconverted_amounts
    from results
    group by source_system, environment, instrument_key

)

select
    sums.source_system,
    sums.environment,
    sums.instrument_key,
    sums.ticker,
    sums.asset_class,
    sums.first_trade_date,
    sums.last_trade_at,

    -- counts
    sums.accounts_trading,
    sums.trades,
    sums.winning_trades,
    sums.losing_trades,
    sums.breakeven_trades,
    sums.unconverted_amounts,

    -- money
    sums.volume_usd,
    sums.gross_pnl_usd,
    sums.fees_usd,
    sums.net_pnl_usd,
    sums.gross_profit_usd,
    sums.gross_loss_usd,

    -- per trade
    sums.winning_trades::numeric / nullif(sums.winning_trades + sums.losing_trades, 0)
        as win_rate,
    sums.gross_profit_usd / nullif(sums.gross_loss_usd, 0) as profit_factor,
    sums.expectancy_usd,
    sums.median_trade_usd::numeric as median_trade_usd,
    sums.trade_deviation_usd,
    sums.expectancy_usd / nullif(sums.trade_deviation_usd, 0) as expectancy_per_deviation,
    sums.best_trade_usd,
    sums.worst_trade_usd,
    sums.avg_holding_hours,

    -- directions
    sums.long_trades,
    sums.short_trades,
    sums.long_net_pnl_usd,
    sums.short_net_pnl_usd,
    sums.long_winning_trades::numeric
    / nullif(sums.long_winning_trades + sums.long_losing_trades, 0) as long_win_rate,
    sums.short_winning_trades::numeric
    / nullif(sums.short_winning_trades + sums.short_losing_trades, 0) as short_win_rate,

    -- last 90 days
    sums.accounts_trading_90d,
    sums.trades_90d,
    sums.winning_trades_90d,
    sums.losing_trades_90d,
    sums.breakeven_trades_90d,
    sums.volume_usd_90d,
    sums.gross_pnl_usd_90d,
    sums.fees_usd_90d,
    sums.net_pnl_usd_90d,
    sums.gross_profit_usd_90d,
    sums.gross_loss_usd_90d,
    sums.winning_trades_90d::numeric / nullif(sums.winning_trades_90d + sums.losing_trades_90d, 0)
        as win_rate_90d,
    sums.gross_profit_usd_90d / nullif(sums.gross_loss_usd_90d, 0) as profit_factor_90d,

    clock.as_of,
    now() as refreshed_at
from sums
cross join {{ ref('clock') }} as clock
