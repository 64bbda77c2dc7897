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

        -- measures: 0 stands for a price that is not known
        nullif(nullif(source.last::numeric, 'NaN'), 0) as last_price,
        nullif(nullif(source.bid::numeric, 'NaN'), 0) as bid_price,
        nullif(nullif(source.ask::numeric, 'NaN'), 0) as ask_price,
        nullif(nullif(source.day_high::numeric, 'NaN'), 0) as day_high_price,
        nullif(nullif(source.day_low::numeric, 'NaN'), 0) as day_low_price,
        nullif(nullif(source.prev_close::numeric, 'NaN'), 0) as previous_close_price,

        -- timestamps
        source.ts::timestamptz as quoted_at,
        source.updated_at::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
