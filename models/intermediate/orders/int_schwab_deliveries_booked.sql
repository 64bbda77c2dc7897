{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per line of the ledger that moves an instrument and that no execution tells of: of
-- a delivery (options that run out, are exercised, assigned or settled, splits, transfers) or of a
-- trade that names no order. What such a line is paid for is said here only.
with

lines as (

    select
        items.item_id,
        transactions.transaction_id,
        transactions.account_id,
        items.symbol as native_symbol,
        items.quantity as signed_quantity,
        {{ schwab_multiplier('items.instrument_type') }} as multiplier,
        -- Money that goes the way of the instrument pays for nothing.
        greatest(-items.cost_usd * sign(items.quantity), 0) as paid_usd,
        transactions.transacted_at
    from {{ ref('stg_schwab__transaction_items') }} as items
    inner join {{ ref('stg_schwab__transactions') }} as transactions
        on items.transaction_id = transactions.transaction_id
    where
        (
            transactions.native_transaction_type = 'RECEIVE_AND_DELIVER'
            or (transactions.cash_flow_kind = 'trade' and transactions.order_id is null)
        )
        and transactions.is_valid
        and items.symbol is not null
        and items.fee_type is null
        and items.quantity <> 0

)

select
    item_id,
    transaction_id,
    account_id,
    native_symbol,
    case when signed_quantity > 0 then 'buy' else 'sell' end as side,
    abs(signed_quantity) as quantity,
    -- The added zeros give the division its digits.
    trim_scale(
        round((coalesce(paid_usd, 0) + 0e-24) / (abs(signed_quantity) * multiplier), 18)
    ) as price,
    multiplier,
    -coalesce(paid_usd, 0) * sign(signed_quantity) as cost_usd,
    transacted_at
from lines
