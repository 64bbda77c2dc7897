{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per account, trade date and hour, as last loaded.
with

source as (

    {{ source_rows('daily_profit', 'raw_metrics_hourly') }}

),

renamed as (

    select
        -- ids
        'daily_profit' as source_system,
        id::bigint as row_id,
        account_id::text as account_id,

        -- attributes
        date::date as trade_date,
        hour::integer as trade_hour,

        -- measures: before commission and swap, which come by the day only; losses are negative
        -- at the source and positive here
        net_profit::numeric as gross_pnl_usd,
        gross_profit::numeric as gross_profit_usd,
        -gross_loss::numeric as gross_loss_usd,
        total_trades::integer as trade_count,
        winning_trades::integer as winning_trade_count,
        losing_trades::integer as losing_trade_count,
        win_rate::numeric / 100 as win_ratio,
        lots_traded::numeric as quantity_lots,
        volume_traded::numeric as volume_usd,

        -- timestamps: the platform writes naive UTC
        case
            when hour::integer between 0 and 23
                then (date::timestamp + hour::integer * interval '1 hour') at time zone 'UTC'
        end as hour_start_at,
        ingestion_timestamp at time zone 'UTC' as loaded_at,
        source_row

    from source

)

select * from renamed
