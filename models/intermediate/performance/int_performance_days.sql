-- Grain: one row per book and day with trades, fees or cash flows, of all platforms.
{%- set columns = period_sums() %}
select
    book_type,
    book_key,
    source_system,
    book_id,
    series_date,
    {{ columns | join(',\n    ') }},
    flow_usd,
    outcomes,
    environment,
    first_closed_at,
    last_closed_at
from {{ ref('int_executed_days') }}
{%- if system_enabled('daily_profit') %}

    union all

    select
        'account' as book_type,
        account_key as book_key,
        'daily_profit' as source_system,
        account_id as book_id,
        trade_date as series_date,
        {{ columns | join(',\n        ') }},
        -- Of the other branch's type: else PostgreSQL reads all days for those of a few books.
        0::numeric as flow_usd,
        outcomes,
        environment,
        first_closed_at,
        last_closed_at
    from {{ ref('int_daily_profit_account_days') }}
{%- endif %}
