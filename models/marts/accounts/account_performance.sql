{{ config(
    indexes=[
        {'columns': ['account_key'], 'unique': true},
        {'columns': ['net_pnl_usd_30d']},
    ]
) }}

-- Grain: one row per account. Metrics without a suffix are over the lifetime, with one over the
-- days up to the clock's; definitions live in int_performance_metrics.
with

metrics as (

    select * from {{ ref('int_performance_metrics') }}
    where book_type = 'account'

),

today as (

    select
        days.book_key,
        days.net_pnl_usd
    from {{ ref('int_performance_days') }} as days
    -- A value that is looked up first: PostgreSQL goes to this day by the index.
    where
        days.book_type = 'account'
        and days.series_date = (select clock.as_of_date from {{ ref('clock') }} as clock)

)

select
    accounts.account_key,
    accounts.owner_key,
    accounts.source_system,
    accounts.account_id,
    accounts.account_type,
    accounts.environment,
    accounts.status,
    accounts.phase,
    accounts.plan_id,
    accounts.plan_name,
    accounts.is_open,
    lifetime.first_date as first_activity_date,
    lifetime.last_closed_at as last_trade_at,

    -- equity
    accounts.opening_equity_usd,
    coalesce(lifetime.equity_end_usd, accounts.opening_equity_usd) as equity_usd,
    accounts.reported_equity_usd,
    accounts.reported_equity_at,

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

    -- last 7 days
    {%- for name in metric_names('totals') %}
        coalesce(last_7d.{{ name }}, 0) as {{ name }}_7d,
    {%- endfor %}
    last_7d.win_rate as win_rate_7d,
    last_7d.profit_factor as profit_factor_7d,
    last_7d.total_return as total_return_7d,

    -- limits of the plan
    accounts.profit_target_usd,
    accounts.profit_target_usd - coalesce(lifetime.net_pnl_usd, 0) as distance_to_profit_target_usd,
    coalesce(lifetime.net_pnl_usd, 0) / nullif(accounts.profit_target_usd, 0)
        as profit_target_progress_ratio,
    accounts.max_drawdown_limit_usd,
    accounts.is_drawdown_trailing,
    case
        when accounts.is_drawdown_trailing
            then accounts.max_drawdown_limit_usd - coalesce(lifetime.current_drawdown_usd, 0)
        else accounts.max_drawdown_limit_usd + coalesce(lifetime.net_pnl_usd, 0)
    end as distance_to_max_drawdown_usd,
    accounts.max_daily_loss_limit_usd,
    accounts.max_daily_loss_limit_usd + coalesce(today.net_pnl_usd, 0)
        as distance_to_max_daily_loss_usd,
    accounts.min_trading_days,
    accounts.max_trading_days,

    clock.as_of,
    now() as refreshed_at

from {{ ref('dim_accounts') }} as accounts
cross join {{ ref('clock') }} as clock
left join metrics as lifetime
    on accounts.account_key = lifetime.book_key and lifetime.window_name = 'lifetime'
left join {{ ref('int_performance_tail_risks') }} as tail_risks
    on accounts.account_key = tail_risks.book_key
left join metrics as last_30d
    on accounts.account_key = last_30d.book_key and last_30d.window_name = '30d'
left join metrics as last_7d
    on accounts.account_key = last_7d.book_key and last_7d.window_name = '7d'
left join today on accounts.account_key = today.book_key
-- what is opened after the clock's reading is not there yet
where coalesce(accounts.opened_at <= clock.as_of, true) or lifetime.book_key is not null
