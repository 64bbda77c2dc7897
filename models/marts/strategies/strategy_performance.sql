{{ config(
    indexes=[
        {'columns': ['strategy_key'], 'unique': true},
        {'columns': ['sharpe_rank']},
    ]
) }}

-- Grain: one row per algorithmic strategy. Metrics without a suffix are over the lifetime, with
-- one over the days up to the clock's; definitions live in int_performance_metrics.
with

metrics as (

    select * from {{ ref('int_performance_metrics') }}
    where book_type = 'strategy'

),

environments as (

    select
        book_key,
        min(environment) as environment
    from {{ ref('int_performance_days') }}
    where book_type = 'strategy'
    group by book_key

),

capital as (

    select * from {{ ref('int_strategy_capital') }}

),

measured as (

    select
        strategies.strategy_key,
        strategies.source_system,
        strategies.strategy_id,
        strategies.strategy_name,
        strategies.strategy_type,
        strategies.status,
        strategies.is_open,
        environments.environment,
        lifetime.first_date as first_activity_date,
        lifetime.last_closed_at as last_trade_at,
        least(
            clock.as_of_date,
            coalesce((strategies.archived_at at time zone 'UTC')::date, clock.as_of_date)
        ) - coalesce(
            (strategies.activated_at at time zone 'UTC')::date, lifetime.first_date
        ) + 1 as days_live,

        -- capital
        capital.user_count,
        capital.aum_usd,
        coalesce(lifetime.equity_end_usd, strategies.capital_base_usd) as equity_usd,

        -- lifetime
        {%- for name in metric_names('totals') %}
            coalesce(lifetime.{{ name }}, 0) as {{ name }},
        {%- endfor %}
        {%- for name in metric_names('ratios') %}
            lifetime.{{ name }},
        {%- endfor %}
        {%- for name in metric_names('tail_risks') %}
            tail_risks.{{ name }},
        {%- endfor %}

        -- last 30 days
        {%- for name in metric_names('totals') %}
            coalesce(last_30d.{{ name }}, 0) as {{ name }}_30d,
        {%- endfor %}
        {%- for name in metric_names('ratios') %}
            last_30d.{{ name }} as {{ name }}_30d,
        {%- endfor %}
        clock.as_of

    from {{ ref('dim_strategies') }} as strategies
    cross join {{ ref('clock') }} as clock
    left join metrics as lifetime
        on strategies.strategy_key = lifetime.book_key and lifetime.window_name = 'lifetime'
    left join {{ ref('int_performance_tail_risks') }} as tail_risks
        on strategies.strategy_key = tail_risks.book_key
    left join metrics as last_30d
        on strategies.strategy_key = last_30d.book_key and last_30d.window_name = '30d'
    left join environments on strategies.strategy_key = environments.book_key
    left join capital on strategies.strategy_key = capital.strategy_key
    where
        strategies.strategy_kind = 'algorithmic'
        -- what is made after the clock's reading is not there yet, and has no rank
        and (
            coalesce(strategies.created_at <= clock.as_of, true) or lifetime.book_key is not null
        )

),

-- Ties are broken by the key, so that every ranking is a permutation. Equal ratios are those that
-- agree to nine digits: what rounding makes of the rest must not rank anybody.
ranked as (

    select
        *,
        row_number()
            over (order by round(sharpe_ratio_30d, 9) desc nulls last, strategy_key asc)
            as sharpe_rank,
        row_number() over (order by net_pnl_usd_30d desc nulls last, strategy_key asc) as pnl_rank,
        row_number() over (order by aum_usd desc nulls last, strategy_key asc) as aum_rank,
        ntile(5) over (order by round(sharpe_ratio_30d, 9) desc nulls last, strategy_key asc)
            as performance_quintile
    from measured

)

select
    ranked.*,
    round((1.0 / sharpe_rank + 1.0 / pnl_rank + 1.0 / aum_rank) * 100, 2) as composite_score,
    now() as refreshed_at
from ranked
