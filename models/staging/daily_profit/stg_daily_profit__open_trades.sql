{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per account and open trade, as of the newest ingestion of the account.
-- Every ingestion brings all open trades of an account, so a trade that is missing has closed.
with

source as (

    select * from {{ source('daily_profit', 'raw_trades_open') }}

),

ranked as (

    select
        source.*,
        rank() over (
            partition by account_id
            order by ingestion_timestamp desc nulls last
        ) as ingestion_rank,
        row_number() over (
            partition by account_id, trade_id
            order by ingestion_timestamp desc nulls last, id desc
        ) as copy_rank
    from source

),

current as (

    select * from ranked
    where ingestion_rank = 1 and copy_rank = 1

),

renamed as (

    select
        -- ids
        'daily_profit' as source_system,
        trade.trade_id::text as trade_id,
        trade.account_id::text as account_id,

        -- attributes
        trade.symbol::text as symbol,
        nullif(trade.std_symbol::text, '') as std_symbol,
        sides.canonical_value as side,
        trade.trade_date::date as trade_date,

        -- measures: costs have the signs of stg_daily_profit__closed_trades
        trade.open_price::numeric as open_price,
        trade.current_price::numeric as current_price,
        trade.stop_loss::numeric as stop_loss_price,
        trade.take_profit::numeric as take_profit_price,
        trade.lots::numeric as quantity_lots,
        trade.volume_usd::numeric as volume_usd,
        trade.unrealized_pnl::numeric as unrealized_pnl_usd,
        abs(coalesce(trade.commission::numeric, 0)) as commission_usd,
        -coalesce(trade.swap::numeric, 0) as swap_usd,

        -- timestamps: the platform writes naive UTC
        trade.open_time at time zone 'UTC' as opened_at,
        trade.ingestion_timestamp at time zone 'UTC' as loaded_at

    from current as trade
    left join {{ ref('value_mappings') }} as sides
        on sides.domain = 'side'
        and sides.source_system = 'daily_profit'
        and sides.native_value = trade.side::text

)

select * from renamed
