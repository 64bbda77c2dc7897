{{ config(
    materialized='replaced_table',
    indexes=[{'columns': ['currency', 'minute_at'], 'unique': true}]
) }}

-- Grain: one row per currency without a peg and minute in which an execution needs its dollars.
with

amounts as (

    select
        coalesce(instruments.quote_asset, 'USD') as currency,
        fills.filled_at
    from {{ ref('int_fills_conformed') }} as fills
    left join {{ ref('int_instruments_resolved') }} as instruments
        on fills.source_system = instruments.source_system
        and fills.native_symbol = instruments.native_symbol

    union all

    select
        fee_currency,
        filled_at
    from {{ ref('int_fills_conformed') }}
    where fee_amount <> 0

)

select
    amounts.currency,
    date_trunc('minute', amounts.filled_at, 'UTC') as minute_at
from amounts
cross join {{ ref('clock') }} as clock
left join {{ ref('currencies') }} as currencies
    on amounts.currency = currencies.currency
where
    amounts.filled_at <= clock.as_of
    and amounts.currency is not null
    and currencies.usd_peg is null
group by amounts.currency, date_trunc('minute', amounts.filled_at, 'UTC')
