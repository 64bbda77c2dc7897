{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per fill; of one sent again, the copy loaded last.
with

source as (

    {{ source_rows('patriot', 'order_fills') }}

),

renamed as (

    select
        -- ids: without an id of the exchange there is nothing to tell copies by
        'patriot' as source_system,
        source.id::text as fill_id,
        source.order_id::text as order_id,
        {{ pseudonym('patriot', 'source.user_id') }} as owner_id,
        nullif(source.exchange_fill_id::text, '') as exchange_fill_id,
        nullif(source.trade_id::text, '') as trade_id,
        coalesce(
            'exchange ' || nullif(source.exchange_fill_id::text, ''), 'row ' || source.id::text
        ) as copy_key,

        -- attributes
        source.is_maker::boolean as is_maker,
        nullif(source.commission_asset::text, '') as fee_currency,

        -- measures
        source.quantity::numeric as quantity,
        source.price::numeric as price,
        source.commission::numeric as fee_amount,

        -- timestamps
        source.fill_timestamp::timestamptz as filled_at,
        source.created_at::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
