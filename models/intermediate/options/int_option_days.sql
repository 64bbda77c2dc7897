{{ config(
    materialized='replaced_table',
    indexes=[
        {'columns': ['contract_key', 'trade_date'], 'unique': true},
        {'columns': ['instrument_key', 'expiry_date', 'trade_date']},
    ]
) }}

-- Grain: one row per contract and New York trading day.
-- Volumes count up during the day and every feed tells those of the whole market, so captures are
-- never added up: of each feed the last one counts, and of feeds the one that saw the most. Where
-- that one does not tell the open interest, another does.
with

captured as (

    select
        quotes.*,
        {{ option_symbol(
            'quotes.contract_root', 'quotes.expiry_date',
            'quotes.option_right', 'quotes.strike_price'
        ) | indent(8) }} as occ_symbol
    from {{ ref('int_option_quotes_conformed') }} as quotes

),

feed_days as (

    select distinct on (
        captured.occ_symbol, captured.trade_date, captured.source_system, captured.feed
    )
        captured.*,
        (sum(captured.captures) over contract_day)::bigint as all_captures,
        max(captured.open_interest) over contract_day as told_open_interest
    from captured
    window contract_day as (partition by captured.occ_symbol, captured.trade_date)
    order by
        captured.occ_symbol asc, captured.trade_date asc,
        captured.source_system asc, captured.feed asc,
        (captured.volume is null) asc, captured.captured_at desc, captured.quote_id asc

),

contract_days as (

    select distinct on (feed_days.occ_symbol, feed_days.trade_date) feed_days.*
    from feed_days
    order by
        feed_days.occ_symbol asc, feed_days.trade_date asc, feed_days.volume desc nulls last,
        feed_days.captured_at desc, feed_days.source_system asc, feed_days.feed asc

)

select
    {{ surrogate_key('instrument', ["'option'", 'contract_days.occ_symbol']) }} as contract_key,
    contract_days.occ_symbol,
    contract_days.instrument_key,
    contract_days.underlying_ticker,
    contract_days.expiry_date,
    contract_days.option_right,
    contract_days.strike_price,
    contract_days.multiplier,
    contract_days.trade_date,
    contract_days.captured_at,
    contract_days.all_captures as captures,
    contract_days.source_system,
    contract_days.feed,
    contract_days.bid_price,
    contract_days.ask_price,
    contract_days.mark_price,
    contract_days.last_price,
    contract_days.underlying_price,
    contract_days.volume,
    coalesce(contract_days.open_interest, contract_days.told_open_interest) as open_interest,
    contract_days.implied_volatility_ratio,
    contract_days.delta,
    contract_days.gamma,
    contract_days.theta,
    contract_days.vega,
    contract_days.rho
from contract_days
