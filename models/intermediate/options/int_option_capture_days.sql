{{ config(
    materialized='replaced_days',
    feed=[
        'swiftbolt_option_snapshots',
        'swiftbolt_option_prices',
        'schwab_option_chains',
        'schwab_option_quotes',
    ],
    day_column='session_date',
    indexes=[
        {
            'columns': [
                'session_date', 'symbol_key', 'contract_root', 'expiry_date', 'option_right',
                'strike_price', 'feed',
            ],
            'unique': true,
        },
    ]
) }}

-- Grain: one row per feed, contract as its platform names it and day from one opening bell in New
-- York to the next, up to the clock: the last capture. Volume counts from the bell at 9:30.
with

quotes as (

    {{ union_systems(
        models={
            'swiftbolt': 'int_swiftbolt_option_quotes',
            'schwab': 'int_schwab_option_quotes',
        },
        columns={
            'feed': 'text',
            'quote_id': 'text',
            'native_id': 'text',
            'contract_root': 'text',
            'expiry_date': 'date',
            'option_right': 'text',
            'strike_price': 'numeric',
            'multiplier': 'numeric',
            'captured_at': 'timestamptz',
            'bid_price': 'numeric',
            'ask_price': 'numeric',
            'mark_price': 'numeric',
            'last_price': 'numeric',
            'underlying_price': 'numeric',
            'volume': 'numeric',
            'open_interest': 'numeric',
            'implied_volatility_ratio': 'numeric',
            'delta': 'numeric',
            'gamma': 'numeric',
            'theta': 'numeric',
            'vega': 'numeric',
            'rho': 'numeric',
        },
    ) | indent(4) }}


),

captured as (

    select
        quotes.*,
        quotes.source_system || ' ' || quotes.native_id as symbol_key,
        (
            quotes.captured_at at time zone 'America/New_York' - interval '9 hours 30 minutes'
        )::date as session_date
    from quotes
    where
        {{ touched_moments('quotes.captured_at', 'timestamptz', 'America/New_York', '9:30') }}
        and quotes.captured_at <= (select clock.as_of from {{ ref('clock') }} as clock)
        and quotes.native_id is not null
        and quotes.expiry_date is not null
        and quotes.option_right is not null
        and quotes.strike_price is not null

)

select distinct on (
    session_date, symbol_key, coalesce(contract_root, ''), expiry_date, option_right, strike_price,
    feed
)
    session_date,
    source_system,
    feed,
    symbol_key,
    quote_id,
    -- Empty where the platform does not spell it.
    coalesce(contract_root, '') as contract_root,
    expiry_date,
    option_right,
    strike_price,
    multiplier,
    captured_at,
    count(*) over (
        partition by
            session_date, symbol_key, coalesce(contract_root, ''), expiry_date, option_right,
            strike_price, feed
    ) as captures,
    bid_price,
    ask_price,
    mark_price,
    last_price,
    underlying_price,
    volume,
    open_interest,
    implied_volatility_ratio,
    delta,
    gamma,
    theta,
    vega,
    rho
from captured
order by
    session_date asc, symbol_key asc, coalesce(contract_root, '') asc, expiry_date asc,
    option_right asc, strike_price asc, feed asc,
    (volume is null) asc, captured_at desc, quote_id asc
