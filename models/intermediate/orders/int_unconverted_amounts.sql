-- Grain: one row per execution and amount of it that has no dollars: its fee, or its turnover and
-- result in the currency it is quoted in. What stands here is missing from sums in dollars, which
-- count it in unconverted_fees, unconverted_charges and unconverted_amounts.
select
    {{ surrogate_key('account', ['fills.source_system', 'fills.account_id']) }} as account_key,
    fills.source_system,
    fills.fill_id,
    fills.order_id,
    fills.account_id,
    fills.native_symbol,
    amounts.amount_type,
    amounts.currency,
    amounts.amount,
    fills.filled_at
from {{ ref('int_fills_costed') }} as fills
left join {{ ref('int_instruments_resolved') }} as instruments
    on fills.source_system = instruments.source_system
    and fills.native_symbol = instruments.native_symbol
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
            coalesce(instruments.quote_asset, 'USD'),
            fills.quantity * fills.price * fills.multiplier,
            fills.volume_usd is null
        )
    ) as amounts (amount_type, currency, amount, is_missing)
where fills.is_unconverted and amounts.is_missing
