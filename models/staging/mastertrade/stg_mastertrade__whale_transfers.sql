{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per transfer on a chain.
with

source as (

    {{ source_rows('mastertrade', 'whale_transactions') }}

),

renamed as (

    select
        -- ids
        'mastertrade' as source_system,
        source.id::text as transfer_id,
        source.transaction_hash::text as transaction_hash,
        lower(source.blockchain::text) as blockchain,
        source.token_symbol::text as token_symbol,

        -- attributes: addresses are public on the chain
        source.from_address::text as from_address,
        source.to_address::text as to_address,
        nullif(source.from_label::text, '') as from_label,
        nullif(source.to_label::text, '') as to_label,
        lower(nullif(source.alert_level::text, '')) as alert_level,

        -- measures
        source.amount_token::numeric as token_amount,
        source.amount_usd::numeric as amount_usd,

        -- timestamps: the platform writes naive UTC
        source.timestamp::timestamp at time zone 'UTC' as transferred_at,
        coalesce(source.created_at, source.timestamp)::timestamp at time zone 'UTC' as loaded_at,
        source.source_row

    from source

)

select * from renamed
