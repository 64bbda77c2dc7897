{{ config(
    materialized='replaced_tails',
    key='book_key',
    day_column='last_date',
    day_grain='lifetime',
    follows=['int_performance_months', 'int_performance_spans'],
    indexes=[{'columns': ['book_key'], 'unique': true}]
) }}

-- Grain: one row per book: its lifetime, joined from months, for curves that never fell to nothing.
-- The same measures as int_performance_paths takes of days. Of books whose months changed and of
-- those whose series went on, with their ratios (performance_ratios).
{%- set measures = [
    'book_type', 'series_days', 'returns', 'return_sum', 'squared_deviations', 'downside_squares',
    'min_return', 'max_return', 'equity_start_usd', 'equity_end_usd', 'growth', 'max_growth',
    'min_growth', 'max_drawdown_ratio', 'max_net_usd', 'min_net_usd', 'flow_usd',
    'max_drawdown_usd', 'peak_growths', 'peak_dates', 'days_before_peaks', 'days_until_peaks',
    'days_with_trades', 'first_wins', 'last_wins', 'most_wins', 'first_losses', 'last_losses',
    'most_losses',
] %}
{%- set sums = period_sums() + ['last_closed_at'] %}
with

{{ month_gaps(measures + sums) }},

{{ month_paths() }},

centred as (

    select
        *,
        sum(returns + idle_returns) over book as all_returns,
        sum(return_sum) over book / nullif(sum(returns + idle_returns) over book, 0) as mean_return,
        row_number() over (partition by book_key order by month_start desc) = 1 as is_last
    from paths
    window book as (
        partition by book_key order by month_start
        rows between unbounded preceding and unbounded following
    )

),

joined as (

    select
        book_type,
        book_key,
        max(annualization_days) as annualization_days,
        min(book_first_date) as first_date,
        max(day_until) as last_date,
        (sum(series_days) + sum(idle_days))::bigint as series_days,
        sum(days_with_trades)::bigint as days_with_trades,
        max(all_returns)::bigint as returns,
        {{ period_totals() | indent(4) }},
        sum(flow_usd) as flow_usd,
        (array_agg(equity_start_usd order by month_start))[1] as equity_start_usd,
        max(equity_end_usd) filter (where is_last) as equity_end_usd,
        max(growth_before * growth) filter (where is_last) as growth,
        max(mean_return) as mean_return,
        least(min(min_return), case when sum(idle_returns) > 0 then 0 end) as min_return,
        greatest(max(max_return), case when sum(idle_returns) > 0 then 0 end) as max_return,
        sum(
            squared_deviations
            + returns * (coalesce(return_sum / nullif(returns, 0), 0) - mean_return) ^ 2
            order by month_start
        ) + sum(idle_returns) * max(mean_return) ^ 2 as squared_deviations,
        sum(downside_squares order by month_start) as downside_squares,
        max(greatest(max_drawdown_ratio, 1 - growth_before * min_growth / peak_growth_before))
            as max_drawdown_ratio,
        max(greatest(max_drawdown_usd, peak_net_before_usd - net_before_usd - min_net_usd))
            as max_drawdown_usd,
        max(
            1 - growth_before * growth / greatest(peak_growth_before, growth_before * max_growth)
        ) filter (where is_last) as current_drawdown_ratio,
        max(
            greatest(peak_net_before_usd, net_before_usd + max_net_usd)
            - net_before_usd - net_pnl_usd
        ) filter (where is_last) as current_drawdown_usd,
        max(greatest(most_wins, wins_before + first_wins))::bigint as max_consecutive_wins,
        max(greatest(most_losses, losses_before + first_losses))::bigint as max_consecutive_losses
    from centred
    group by book_type, book_key

),

-- A day of a month is at a peak of the lifetime if it is at one of its month and not below those of
-- the months before.
peaks as (

    select
        paths.book_key,
        coalesce(peaks.day_until, paths.day_until) as day_until,
        coalesce(peaks.day_before, paths.day_before) - coalesce(
            lag(coalesce(peaks.day_until, paths.day_until)) over (
                partition by paths.book_key order by peaks.peak_date
            ), paths.book_first_date - 1
        ) as days_below
    from paths
    cross join
        lateral unnest(
            paths.peak_growths,
            paths.peak_dates,
            paths.days_before_peaks,
            paths.days_until_peaks
        ) as peaks (growth, peak_date, day_before, day_until)
    where
        paths.growth_before * paths.max_growth >= paths.peak_growth_before * (1 - 1e-10)
        and paths.growth_before * peaks.growth >= paths.peak_growth_before * (1 - 1e-10)

),

waters as (

    select
        book_key,
        max(days_below) as longest_days_below,
        max(day_until) as last_peak_date
    from peaks
    group by book_key

),

measured as (

    select
        joined.*,
        'lifetime' as window_name,
        -- Equal returns have no deviation at all, whatever rounding says.
        case
            when joined.min_return = joined.max_return then 0
            else sqrt(joined.squared_deviations / nullif(joined.returns - 1, 0))
        end as return_deviation,
        sqrt(joined.downside_squares / nullif(joined.returns, 0)) as downside_deviation,
        greatest(
            waters.longest_days_below,
            joined.last_date - coalesce(waters.last_peak_date, joined.first_date - 1)
        ) as longest_drawdown_days,
        {{ compound_annual_growth('joined.growth', 'joined.returns', 'joined.annualization_days') }}
            as growth_rate
    from joined
    left join waters on joined.book_key = waters.book_key

)

select
    {{ path_measures() | join(',\n    ') }},
    {{ (sums | reject('in', path_measures())) | join(',\n    ') }},
    max_consecutive_wins,
    max_consecutive_losses,
    {{ performance_ratios() }}
from measured
