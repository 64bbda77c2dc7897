-- Grain: one row per book and window: every performance metric of the house but tail risks
-- (int_performance_tail_risks). Ratios are defined in performance_ratios and nowhere else; of a
-- lifetime they are stored, so that a closed book's are not worked out again.
{%- set sums = period_sums() | reject('equalto', 'net_pnl_usd') | list + ['last_closed_at'] %}
{%- set runs = ['max_consecutive_wins', 'max_consecutive_losses'] %}
{%- set ratios = metric_names('ratios') | reject('in', path_measures()) | list %}
{%- set columns = path_measures() + sums + runs + ratios %}
with

joined as (

    select
        paths.*,
        totals.{{ sums | join(',\n        totals.') }},
        streaks.{{ runs | join(',\n        streaks.') }},
        {{ compound_annual_growth('paths.growth', 'paths.returns', 'paths.annualization_days') }}
            as growth_rate
    from {{ ref('int_performance_paths') }} as paths
    left join {{ ref('int_performance_totals') }} as totals
        on paths.book_type = totals.book_type
        and paths.book_key = totals.book_key
        and paths.window_name = totals.window_name
    left join {{ ref('int_performance_streaks') }} as streaks
        on paths.book_type = streaks.book_type
        and paths.book_key = streaks.book_key
        and paths.window_name = streaks.window_name

),

judged as (

    select
        *,
        {{ performance_ratios() | indent(4) }}
    from joined

),

measured as (

    select
        {{ columns | join(',\n        ') }}
    from judged

    union all

    select
        {{ columns | join(',\n        ') }}
    from {{ ref('int_performance_lifetimes') }}

)

select
    book_type,
    book_key,
    window_name,
    first_date,
    last_date,
    series_days,
    days_with_trades,

    -- counts
    coalesce(trades, 0) as trades,
    coalesce(winning_trades, 0) as winning_trades,
    coalesce(losing_trades, 0) as losing_trades,
    coalesce(breakeven_trades, 0) as breakeven_trades,
    coalesce(max_consecutive_wins, 0) as max_consecutive_wins,
    coalesce(max_consecutive_losses, 0) as max_consecutive_losses,
    coalesce(unconverted_amounts, 0) as unconverted_amounts,

    -- money
    coalesce(volume_usd, 0) as volume_usd,
    coalesce(gross_pnl_usd, 0) as gross_pnl_usd,
    coalesce(fees_usd, 0) as fees_usd,
    net_pnl_usd,
    flow_usd,
    coalesce(gross_profit_usd, 0) as gross_profit_usd,
    coalesce(gross_loss_usd, 0) as gross_loss_usd,
    equity_start_usd,
    equity_end_usd,
    max_drawdown_usd,
    current_drawdown_usd,

    {{ ratios | join(',\n    ') }},
    longest_drawdown_days,
    last_closed_at
from measured
