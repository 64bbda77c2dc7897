-- Grain: one row per currency and native pair with one that is worth a fixed number of dollars,
-- either way round. Dollars come before stablecoins, a pair quoted in the currency comes last.
select
    instruments.base_asset as currency,
    instruments.quote_asset as quoted_in,
    instruments.source_system,
    instruments.native_symbol,
    currencies.usd_peg,
    false as is_inverse,
    case instruments.quote_asset when 'USD' then 1 else 2 end as preference
from {{ ref('int_instruments_resolved') }} as instruments
inner join {{ ref('currencies') }} as currencies
    on instruments.quote_asset = currencies.currency and currencies.usd_peg is not null
where instruments.asset_class in ('crypto', 'fx')

union all

select
    instruments.quote_asset,
    instruments.base_asset,
    instruments.source_system,
    instruments.native_symbol,
    currencies.usd_peg,
    true,
    3
from {{ ref('int_instruments_resolved') }} as instruments
inner join {{ ref('currencies') }} as currencies
    on instruments.base_asset = currencies.currency and currencies.usd_peg is not null
where instruments.asset_class in ('crypto', 'fx')
