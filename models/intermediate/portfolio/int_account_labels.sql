{{ config(
    materialized='changed_rows',
    key=['account_key'],
    change_key='account_key',
    indexes=[{'columns': ['account_key'], 'unique': true}]
) }}

-- Grain: one row per account. What large facts repeat of an account; a change of it reaches all of
-- their rows, because they follow this table's log.
select
    account_key,
    owner_key,
    environment,
    exchange
from {{ ref('dim_accounts') }}
