{{ config(
    materialized='changed_rows',
    key=['book_type', 'book_key'],
    change_key='book_key',
    indexes=[{'columns': ['book_type', 'book_key'], 'unique': true}]
) }}

-- Grain: one row per account and strategy: what every row of its ledger depends on. A change here
-- is logged, so that facts that go forward from changed days work out such a book from its first.
select
    'account' as book_type,
    account_key as book_key,
    source_system,
    account_id as book_id,
    environment,
    opening_equity_usd
from {{ ref('int_accounts_conformed') }}

union all

select
    'strategy',
    strategy_key,
    source_system,
    strategy_id,
    null,
    opening_equity_usd
from {{ ref('int_strategies_conformed') }}
