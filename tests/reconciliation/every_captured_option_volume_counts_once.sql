{{ config(enabled=system_enabled('schwab')) }}

-- Volume of the volume analysis, against a plain query of what the broker's chains captured last.
-- It covers underlyings and days that no other platform captured.
with

captured as (

    select distinct on (quotes.option_symbol, (chains.snapshot_at at time zone 'UTC')::date)
        chains.underlying_symbol,
        quotes.option_type,
        (chains.snapshot_at at time zone 'UTC')::date as trade_date,
        quotes.volume
    from {{ ref('stg_schwab__options_quotes') }} as quotes
    inner join {{ ref('stg_schwab__options_chains') }} as chains
        on quotes.chain_id = chains.chain_id
    cross join {{ ref('clock') }} as clock
    where
        quotes.volume is not null
        and chains.snapshot_at <= clock.as_of
        -- Hours that are in one session of New York and on one UTC day, all year.
        and (chains.snapshot_at at time zone 'UTC')::time between '14:30' and '23:59:59'
    order by
        quotes.option_symbol asc, (chains.snapshot_at at time zone 'UTC')::date asc,
        chains.snapshot_at desc

),

totals as (

    select
        instruments.instrument_key,
        captured.option_type,
        captured.trade_date,
        sum(captured.volume) as volume
    from captured
    inner join {{ ref('int_instruments_resolved') }} as instruments
        on instruments.source_system = 'schwab'
        and captured.underlying_symbol = instruments.native_symbol
    group by instruments.instrument_key, captured.option_type, captured.trade_date

)

select
    totals.instrument_key,
    totals.option_type,
    totals.trade_date,
    totals.volume as captured_volume,
    analysis.volume
from totals
inner join {{ ref('dim_dates') }} as dates
    on totals.trade_date = dates.date_day and dates.is_us_trading_day
left join {{ ref('options_volume_analysis') }} as analysis
    on totals.instrument_key = analysis.instrument_key
    and totals.option_type = analysis.put_call
    and totals.trade_date = analysis.trade_date
where
    coalesce(analysis.source_systems, '{schwab}') = '{schwab}'
    and totals.volume is distinct from analysis.volume
