{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per capture of a contract. Its time is that of the chain it came with.
select
    'chain' as feed,
    quotes.quote_id,
    chains.underlying_symbol as native_id,
    quotes.option_symbol as contract_symbol,
    {{ option_root('quotes.option_symbol', 'null::text') }} as contract_root,
    quotes.expiry_date,
    quotes.option_type as option_right,
    quotes.strike_price,
    coalesce(quotes.multiplier, 100) as multiplier,
    chains.snapshot_at as captured_at,
    quotes.bid_price,
    quotes.ask_price,
    quotes.mark_price,
    quotes.last_price,
    chains.underlying_price,
    quotes.volume,
    quotes.open_interest,
    quotes.implied_volatility_ratio,
    quotes.delta,
    quotes.gamma,
    quotes.theta,
    quotes.vega,
    quotes.rho
from {{ ref('stg_schwab__options_quotes') }} as quotes
inner join {{ ref('stg_schwab__options_chains') }} as chains
    on quotes.chain_id = chains.chain_id
