{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per option contract quoted within the week before the clock's reading: the newest
-- quote.
select distinct on (quotes.option_symbol)
    quotes.option_symbol as native_symbol,
    coalesce(quotes.mark_price, (quotes.bid_price + quotes.ask_price) / 2) as mark_price,
    chains.snapshot_at as mark_at
from {{ ref('stg_schwab__options_chains') }} as chains
cross join {{ ref('clock') }} as clock
inner join {{ ref('stg_schwab__options_quotes') }} as quotes
    on chains.chain_id = quotes.chain_id
where
    chains.snapshot_at <= clock.as_of
    and chains.snapshot_at > clock.as_of - interval '7 days'
    and coalesce(quotes.mark_price, quotes.bid_price + quotes.ask_price) is not null
order by quotes.option_symbol asc, chains.snapshot_at desc, quotes.quote_id asc
