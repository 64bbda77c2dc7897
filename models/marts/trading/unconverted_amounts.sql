{{ config(
    indexes=[
        {'columns': ['source_system', 'fill_id', 'amount_type'], 'unique': true},
        {'columns': ['account_key', 'fill_date']},
        {'columns': ['currency']},
    ]
) }}

-- Grain: one row per execution and amount of it that has no dollars: its fee, or its turnover and
-- result in the currency it is quoted in. What stands here is missing from sums in dollars, which
-- count it in unconverted_fees, unconverted_charges and unconverted_amounts.
with

unconverted as (

    select
        {{ surrogate_key('account', ['fills.source_system', 'fills.account_id']) }} as account_key,
        fills.*,
        {{ surrogate_key('order', ['fills.source_system', 'fills.order_id']) }} as order_key,
        coalesce(instruments.quote_asset, 'USD') as quote_currency
    from {{ ref('int_fills_costed') }} as fills
    left join {{ ref('int_instruments_resolved') }} as instruments
        on fills.source_system = instruments.source_system
        and fills.native_symbol = instruments.native_symbol
    where fills.is_unconverted

)

select
    fills.source_system,
    fills.fill_id,
    amounts.amount_type,
    accounts.account_key,
    accounts.owner_key,
    coalesce(fills.environment, accounts.environment) as environment,
    case when fills.order_id is not null then fills.order_key end as order_key,
    fills.instrument_key,
    fills.native_symbol,
    amounts.currency,
    amounts.amount,
    fills.filled_at,
    fills.fill_date,
    clock.as_of,
    now() as refreshed_at
from unconverted as fills
cross join {{ ref('clock') }} as clock
left join {{ ref('dim_accounts') }} as accounts on fills.account_key = accounts.account_key
cross join
    lateral (
        values
        (
            'fee',
            fills.fee_currency,
            fills.fee_amount,
            fills.fee_amount <> 0 and fills.fee_usd is null
        ),
        (
            'turnover',
            fills.quote_currency,
            fills.quantity * fills.price * fills.multiplier,
            fills.volume_usd is null
        )
    ) as amounts (amount_type, currency, amount, is_missing)
where amounts.is_missing
