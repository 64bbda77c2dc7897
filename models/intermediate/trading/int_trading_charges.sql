-- Grain: one row per platform, account, month, fee type and currency.
with

booked as (

    {{ union_systems(
        models={
            'daily_profit': 'int_daily_profit_charges',
            'schwab': 'int_schwab_charges',
        },
        columns={
            'account_id': 'text',
            'month_start_date': 'date',
            'fee_type': 'text',
            'fee_currency': 'text',
            'charges': 'bigint',
            'unconverted_charges': 'bigint',
            'fee_amount': 'numeric',
            'fees_usd': 'numeric',
        },
    ) | indent(4) }}

)

select
    source_system,
    account_id,
    month_start_date,
    fee_type,
    fee_currency,
    charges,
    unconverted_charges,
    fee_amount,
    fees_usd,
    -- both platforms book in dollars
    'usd' as fee_rate_granularity
from booked

union all

-- Exchanges charge a commission with every execution. schwab's executions only carry shares of
-- what is booked per order and day.
select
    source_system,
    account_id,
    date_trunc('month', fill_date::timestamp)::date,
    'commission',
    coalesce(fee_currency, 'USD'),
    count(*),
    count(*) filter (where fee_usd is null),
    sum(fee_amount),
    sum(fee_usd),
    {{ coarsest_rate('fee_rate_granularity') }}
from {{ ref('int_fills_costed') }}
where source_system <> 'schwab' and fee_amount <> 0
group by
    source_system, account_id, date_trunc('month', fill_date::timestamp),
    coalesce(fee_currency, 'USD')
