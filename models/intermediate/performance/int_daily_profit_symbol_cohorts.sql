{{ config(
    enabled=system_enabled('daily_profit'),
    materialized='replaced_tails',
    key='cohort_month',
    day_column='cohort_month',
    day_grain='lifetime',
    follows=['int_daily_profit_account_symbols'],
    indexes=[{'columns': ['cohort_month', 'environment', 'instrument_id'], 'unique': true}]
) }}

-- Grain: one row per month, environment and instrument: how many prop accounts whose last trade was
-- in that month ever traded it. An account is in one cohort only, so that cohorts add up, and those
-- of accounts that trade no more stay as they are.
select
    symbols.cohort_month,
    symbols.environment,
    coalesce(traded.instrument_key::text, '') as instrument_id,
    traded.instrument_key,
    count(*) as accounts_trading
from {{ ref('int_daily_profit_account_symbols') }} as symbols
cross join lateral unnest(symbols.instrument_keys) as traded (instrument_key)
where {{ changed_tail('symbols.cohort_month', 'symbols.cohort_month') }}
group by symbols.cohort_month, symbols.environment, traded.instrument_key
