{#- Columns of a limit: prefix: [limit, suffix of its unit, whether it is money too]. -#}
{%- set limits = {
    'position_size': ['max_position_size_usd', '_usd', false],
    'daily_loss': ['max_daily_loss_ratio', '_ratio', true],
    'drawdown': ['max_drawdown_ratio', '_ratio', true],
    'leverage': ['max_leverage', '', true],
    'value_at_risk': ['max_value_at_risk_95_ratio', '_ratio', true],
    'correlation': ['max_correlation_ratio', '_ratio', false],
} -%}
{{ config(
    indexes=[
        {'columns': ['account_key'], 'unique': true},
        {'columns': ['tightest_limit_used_ratio']},
    ]
) }}

-- Grain: one row per account: risk as its platform reports it, as the daily series and the open
-- positions show it, and what the limits in force leave.
with

headrooms as (

    select
        account_key,
        {%- for prefix, (name, suffix, has_usd) in limits.items() %}
            max(limit_value) filter (where limit_name = '{{ name }}')
                as {{ prefix ~ '_limit' ~ suffix }},
            max(limit_level) filter (where limit_name = '{{ name }}') as {{ prefix }}_limit_level,
            max(measured_value) filter (where limit_name = '{{ name }}')
                as {{ prefix ~ '_measured' ~ suffix }},
            max(headroom_value) filter (where limit_name = '{{ name }}')
                as {{ prefix ~ '_headroom' ~ suffix }},
            {%- if has_usd %}
                max(headroom_usd) filter (where limit_name = '{{ name }}')
                    as {{ prefix }}_headroom_usd,
            {%- endif %}
        {%- endfor %}
        count(*) as limits_in_force,
        count(*) filter (where used_ratio > 1) as limits_exceeded,
        (array_agg(limit_name order by used_ratio desc nulls last, limit_name asc))[1]
            as most_used_limit,
        max(used_ratio) as tightest_limit_used_ratio
    from {{ ref('int_limit_headroom') }}
    group by account_key

),

breaches as (

    select
        account_key,
        count(*) as breaches,
        count(*) filter (where state = 'open') as open_breaches,
        max(breached_at) as last_breached_at
    from {{ ref('int_risk_breaches') }}
    where account_key is not null
    group by account_key

)

select
    accounts.account_key,
    accounts.owner_key,
    accounts.source_system,
    accounts.account_id,
    accounts.account_type,
    accounts.environment,
    accounts.status,
    accounts.is_open,
    risks.equity_usd,
    accounts.reported_equity_at,

    -- as the platform reports it
    risks.reported_at,
    risks.reported_exposure_usd,
    risks.reported_leverage,
    risks.reported_value_at_risk_95_usd,
    risks.reported_value_at_risk_99_usd,
    risks.reported_cvar_95_usd,
    risks.reported_volatility,
    risks.reported_max_drawdown_usd,
    risks.reported_max_drawdown_pct,
    risks.reported_correlation_ratio,
    risks.reported_btc_correlation,
    risks.reported_concentration_ratio,
    risks.reported_largest_position_ratio,
    risks.reported_margin_ratio,
    risks.reported_risk_score,

    -- as the daily series shows it
    risks.value_at_risk_95,
    risks.value_at_risk_99,
    risks.cvar_95,
    risks.value_at_risk_95_usd,
    risks.cvar_95_usd,
    risks.volatility,
    risks.volatility_30d,
    risks.max_drawdown_pct,
    risks.max_drawdown_usd,
    risks.current_drawdown_pct,
    risks.current_drawdown_usd,
    risks.today_net_pnl_usd,

    -- as the open positions show it
    risks.positions::bigint as positions,
    risks.unvalued_positions::bigint as unvalued_positions,
    risks.exposure_usd,
    risks.leverage,
    risks.concentration_ratio,
    risks.largest_position_usd,
    risks.largest_position_ratio,

    -- limits in force
    {%- for prefix, (name, suffix, has_usd) in limits.items() %}
        headrooms.{{ prefix ~ '_limit' ~ suffix }},
        headrooms.{{ prefix }}_limit_level,
        headrooms.{{ prefix ~ '_measured' ~ suffix }},
        headrooms.{{ prefix ~ '_headroom' ~ suffix }},
        {%- if has_usd %}
            headrooms.{{ prefix }}_headroom_usd,
        {%- endif %}
    {%- endfor %}
    coalesce(headrooms.limits_in_force, 0) as limits_in_force,
    coalesce(headrooms.limits_exceeded, 0) as limits_exceeded,
    case when headrooms.tightest_limit_used_ratio is not null then headrooms.most_used_limit end
        as tightest_limit,
    headrooms.tightest_limit_used_ratio,

    -- breaches
    coalesce(breaches.breaches, 0) as breaches,
    coalesce(breaches.open_breaches, 0) as open_breaches,
    breaches.last_breached_at,

    -- strategies that share the account
    coalesce(allocations.active_assignments, 0) as active_assignments,
    allocations.allocated_ratio,
    allocations.allocated_balance_usd,
    coalesce(allocations.allocated_ratio > 1, false) as is_over_allocated,
    allocations.assignments,

    clock.as_of,
    now() as refreshed_at
from {{ ref('dim_accounts') }} as accounts
cross join {{ ref('clock') }} as clock
left join {{ ref('int_account_risk') }} as risks on accounts.account_key = risks.account_key
left join headrooms on accounts.account_key = headrooms.account_key
left join breaches on accounts.account_key = breaches.account_key
left join {{ ref('int_account_allocations') }} as allocations
    on accounts.account_key = allocations.account_key
-- what is opened after the clock's reading is not there yet
where coalesce(accounts.opened_at <= clock.as_of, true)
