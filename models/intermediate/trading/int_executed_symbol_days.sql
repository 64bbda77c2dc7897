-- Grain: one row per platform, environment, instrument and day with executions or fees, on the
-- platforms that report executions; no instrument for money that none caused.
with

results as (

    select *
    from {{ ref('int_trade_details') }}
    -- Prop trades have day facts of their own; PostgreSQL leaves out their tables.
    where source_system <> 'daily_profit'

)

select
    source_system,
    environment,
    instrument_key,
    trade_date,
    min(ticker) as ticker,
    min(asset_class) as asset_class,
    {{ symbol_day_sums() }}
from results
group by source_system, environment, instrument_key, trade_date
