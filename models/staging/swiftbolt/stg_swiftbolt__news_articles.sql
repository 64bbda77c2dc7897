{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per article.
with

source as (

    {{ source_rows('swiftbolt', 'news_items') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as article_id,
        source.symbol_id::uuid as symbol_id,

        -- attributes
        source.title::text as title,
        nullif(source.source::text, '') as publisher,
        nullif(source.url::text, '') as url,
        nullif(source.summary::text, '') as summary,

        -- timestamps
        source.published_at::timestamptz as published_at,
        source.fetched_at::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
