{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per account, trade and trade date, as last loaded.
-- The largest feed: a reader asks for some trade dates, and only their partitions may be read.
-- That is why the date leads the key (a filter on it then reaches the scan) and why the
-- side is put in lower case instead of joining the mapping seed: every row would pay for the join.
with

source as (

    {{ source_rows('daily_profit', 'raw_trades_closed') }}

),

renamed as (

    select
        -- ids
        'daily_profit' as source_system,
        id::bigint as row_id,
        trade_id::text as trade_id,
        account_id::text as account_id,

        -- attributes
        nullif(symbol::text, '') as symbol,
        nullif(std_symbol::text, '') as std_symbol,
        lower(side::text) as side,
        trade_date::date as trade_date,

        -- measures: by the convention of MetaTrader a commission is written as a negative number
        -- (some bridges write it positive), so its size is the cost. A swap has a sign that
        -- counts: negative was paid, positive was received. Platforms leave out costs of zero.
        -- A stop price of 0 is MetaTrader's way to say that none was set.
        open_price::numeric as open_price,
        close_price::numeric as close_price,
        nullif(stop_loss::numeric, 0) as stop_loss_price,
        nullif(take_profit::numeric, 0) as take_profit_price,
        lots::numeric as quantity_lots,
        volume_usd::numeric as volume_usd,
        profit::numeric as gross_pnl_usd,
        abs(coalesce(commission::numeric, 0)) as commission_usd,
        -coalesce(swap::numeric, 0) as swap_usd,
        profit::numeric - abs(coalesce(commission::numeric, 0)) + coalesce(swap::numeric, 0)
            as net_pnl_usd,

        -- timestamps: the platform writes naive UTC. Zone 0, because PostgreSQL looks a zone's
        -- name up for every row.
        open_time at time zone interval '0' as opened_at,
        close_time at time zone interval '0' as closed_at,
        ingestion_timestamp at time zone interval '0' as loaded_at,
        source_row

    from source

)

select * from renamed
