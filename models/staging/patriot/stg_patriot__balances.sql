{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per account and asset, as last written.
with

source as (

    {{ source_rows('patriot', 'account_balances') }}

),

renamed as (

    select
        -- ids
        'patriot' as source_system,
        source.id::text as balance_id,
        source.account_id::text as account_id,

        -- attributes
        source.asset::text as balance_currency,

        -- measures
        source.total_balance::numeric as balance_amount,
        source.free_balance::numeric as free_amount,
        source.locked_balance::numeric as locked_amount,
        source.usd_value::numeric as balance_usd,

        -- timestamps
        source.updated_at::timestamptz as updated_at,
        source.updated_at::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
