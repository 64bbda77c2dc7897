{{ config(enabled=system_enabled('daily_profit')) }}

-- Grain: one row per account and trade date, as last loaded.
with

source as (

    {{ source_rows('daily_profit', 'raw_metrics_daily') }}

),

renamed as (

    select
        -- ids
        'daily_profit' as source_system,
        id::bigint as row_id,
        account_id::text as account_id,

        -- attributes
        date::date as trade_date,

        -- measures: the platform's net profit is the price result, before commission and swap;
        -- losses and costs are negative at the source and positive here
        net_profit::numeric as gross_pnl_usd,
        gross_profit::numeric as gross_profit_usd,
        -gross_loss::numeric as gross_loss_usd,
        abs(coalesce(commission::numeric, 0)) as commission_usd,
        -coalesce(swap::numeric, 0) as swap_usd,
        net_profit::numeric - abs(coalesce(commission::numeric, 0)) + coalesce(swap::numeric, 0)
            as net_pnl_usd,
        total_trades::integer as trade_count,
        winning_trades::integer as winning_trade_count,
        losing_trades::integer as losing_trade_count,
        win_rate::numeric / 100 as win_ratio,
        profit_factor::numeric as profit_factor,
        lots_traded::numeric as quantity_lots,
        volume_traded::numeric as volume_usd,
        balance_start::numeric as balance_start_usd,
        balance_end::numeric as balance_end_usd,
        equity_start::numeric as equity_start_usd,
        equity_end::numeric as equity_end_usd,

        -- timestamps: the platform writes naive UTC
        ingestion_timestamp at time zone 'UTC' as loaded_at,
        source_row

    from source

)

select * from renamed
