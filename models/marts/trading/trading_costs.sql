{{ config(
    indexes=[
        {'columns': ['account_key', 'month_start_date', 'fee_type'], 'unique': true},
        {'columns': ['month_start_date']},
    ]
) }}

-- Grain: one row per account, month and fee type that was charged.
with

costs as (

    select
        source_system,
        account_id,
        month_start_date,
        fee_type,
        sum(charges)::bigint as charges,
        sum(unconverted_charges)::bigint as unconverted_charges,
        count(*) as currencies,
        min(fee_currency) as fee_currency,
        sum(fee_amount) as fee_amount,
        jsonb_object_agg(fee_currency, trim_scale(fee_amount)) as native_amounts,
        sum(fees_usd) as fees_usd,
        {{ coarsest_rate('fee_rate_granularity') }} as fee_rate_granularity
    from {{ ref('int_trading_charges') }}
    group by source_system, account_id, month_start_date, fee_type

),

account_months as (

    select
        book_key as account_key,
        month_start as month_start_date,
        volume_usd
    from {{ ref('int_performance_months') }}
    where book_type = 'account'

)

select
    accounts.account_key,
    costs.month_start_date,
    costs.fee_type,
    accounts.owner_key,
    accounts.source_system,
    accounts.environment,
    coalesce(categories.fee_category, 'other') as fee_category,
    costs.charges,
    costs.unconverted_charges,

    -- native: one number cannot hold several currencies
    case when costs.currencies = 1 then costs.fee_currency end as fee_currency,
    case when costs.currencies = 1 then costs.fee_amount end as fee_amount,
    costs.native_amounts,

    -- dollars
    costs.fees_usd,
    costs.fee_rate_granularity,
    costs.fees_usd / nullif(account_months.volume_usd, 0) * 10000 as fees_bps,

    clock.as_of,
    now() as refreshed_at
from costs
cross join {{ ref('clock') }} as clock
inner join {{ ref('dim_accounts') }} as accounts
    on costs.source_system = accounts.source_system and costs.account_id = accounts.account_id
left join account_months
    on accounts.account_key = account_months.account_key
    and costs.month_start_date = account_months.month_start_date
left join {{ ref('fee_categories') }} as categories
    on costs.fee_type = categories.fee_type
