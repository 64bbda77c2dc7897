{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per fill; of one sent again, the copy loaded last.
with

source as (

    select * from {{ source('patriot', 'order_fills') }}

),

ranked as (

    select
        source.*,
        row_number() over (
            partition by
                order_id,
                -- without an id of the exchange there is nothing to tell copies by
                coalesce('exchange ' || nullif(exchange_fill_id::text, ''), 'row ' || id::text)
            order by created_at desc nulls last, id desc
        ) as copy_rank
    from source

),

current as (

    select * from ranked
    where copy_rank = 1

),

renamed as (

    select
        -- ids
        'patriot' as source_system,
        current.id::text as fill_id,
        current.order_id::text as order_id,
        {{ pseudonym('patriot', 'current.user_id') }} as owner_id,
        nullif(current.exchange_fill_id::text, '') as exchange_fill_id,
        nullif(current.trade_id::text, '') as trade_id,

        -- attributes
        current.is_maker::boolean as is_maker,
        nullif(current.commission_asset::text, '') as fee_currency,

        -- measures
        current.quantity::numeric as quantity,
        current.price::numeric as price,
        current.commission::numeric as fee_amount,

        -- timestamps
        current.fill_timestamp::timestamptz as filled_at,
        current.created_at::timestamptz as loaded_at

    from current

)

select * from renamed
