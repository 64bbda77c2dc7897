{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per symbol, as last quoted.
with

source as (

    {{ source_rows('swiftbolt', 'quotes') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.symbol_id::uuid as symbol_id,

        -- measures
        source.last::numeric as last_price,
        source.bid::numeric as bid_price,
        source.ask::numeric as ask_price,
        source.day_high::numeric as day_high_price,
        source.day_low::numeric as day_low_price,
        source.prev_close::numeric as previous_close_price,

        -- timestamps
        source.ts::timestamptz as quoted_at,
        source.updated_at::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
