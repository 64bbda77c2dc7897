{{ config(
    materialized='replaced_tails',
    follows=['int_balance_hours', 'int_account_labels'],
    key='account_key',
    day_column='hour_date',
    change_key='account_key',
    indexes=[
        {'columns': ['account_key', 'hour_start_at'], 'unique': true},
        {'columns': ['account_key', 'hour_date']},
        {'columns': ['hour_start_at']},
        {'columns': ['owner_key']},
    ]
) }}

-- Grain: one row per account and UTC hour in which its balance was reported. Hours of an account
-- that is nowhere known wait in int_balance_hours until it is: its label reaches all of them.
select
    hours.account_key,
    hours.hour_start_at,
    hours.hour_date,
    labels.owner_key,
    hours.source_system,
    hours.account_id,
    labels.environment,
    labels.exchange,
    hours.readings,
    hours.unconverted_balances,
    hours.first_reading_at,
    hours.last_reading_at,
    hours.avg_balance_usd,
    hours.min_balance_usd,
    hours.max_balance_usd,
    hours.last_balance_usd,
    hours.last_equity_usd,
    hours.avg_unrealized_pnl_usd,
    hours.min_unrealized_pnl_usd,
    hours.max_unrealized_pnl_usd,
    hours.last_unrealized_pnl_usd,
    hours.avg_leverage,
    hours.max_leverage,
    hours.last_leverage,
    hours.avg_risk_score,
    hours.max_risk_score,
    hours.last_risk_score,
    hours.max_positions,
    hours.is_complete,
    clock.as_of,
    now() as refreshed_at
from {{ ref('int_balance_hours') }} as hours
cross join {{ ref('clock') }} as clock
inner join {{ ref('int_account_labels') }} as labels on hours.account_key = labels.account_key
where {{ changed_tail('hours.account_key', 'hours.hour_date') }}
