{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per account and trade, as the last ingestion that had it showed it.
-- Every ingestion brings all open trades of an account, so a trade that the newest one lacks has
-- closed since. Rows may be stamped one by one: up to 15 minutes apart they are of one ingestion,
-- for ingestions are hours apart. All copies are looked at, bad ones too: a trade whose newest copy
-- is no good is still open, it is shown by an older one.
with

source as (

    {{ source_rows('daily_profit', 'raw_trades_open') }}

),

renamed as (

    select
        -- ids
        'daily_profit' as source_system,
        source.id::bigint as row_id,
        source.trade_id::text as trade_id,
        source.account_id::text as account_id,

        -- attributes
        nullif(source.symbol::text, '') as symbol,
        nullif(source.std_symbol::text, '') as std_symbol,
        sides.canonical_value as side,
        source.side::text as native_side,
        source.trade_date::date as trade_date,
        max(source.ingestion_timestamp) over (partition by source.account_id, source.trade_id)
        >= max(source.ingestion_timestamp) over (partition by source.account_id)
        - interval '15 minutes' as is_open,

        -- measures: costs have the signs of stg_daily_profit__closed_trades; a price of 0 is
        -- MetaTrader's way to say that no stop is set
        source.open_price::numeric as open_price,
        source.current_price::numeric as current_price,
        nullif(source.stop_loss::numeric, 0) as stop_loss_price,
        nullif(source.take_profit::numeric, 0) as take_profit_price,
        source.lots::numeric as quantity_lots,
        source.volume_usd::numeric as volume_usd,
        source.unrealized_pnl::numeric as unrealized_pnl_usd,
        abs(coalesce(source.commission::numeric, 0)) as commission_usd,
        -coalesce(source.swap::numeric, 0) as swap_usd,

        -- timestamps: the platform writes naive UTC
        source.open_time at time zone 'UTC' as opened_at,
        source.ingestion_timestamp at time zone 'UTC' as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as sides
        on sides.domain = 'side'
        and sides.source_system = 'daily_profit'
        and sides.native_value = source.side::text

)

select * from renamed
