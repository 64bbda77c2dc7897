{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per copy of an account that breaks no rule: what each ingestion read. Attributes
-- are those of the newest copy, but what an older one read was so.
-- depends_on: {{ ref('stg_daily_profit__accounts') }}
select
    account_id,
    balance_usd,
    equity_usd,
    loaded_at
from {{ judged_relation('stg_daily_profit__accounts') }}
where broken_rules = '{}'
