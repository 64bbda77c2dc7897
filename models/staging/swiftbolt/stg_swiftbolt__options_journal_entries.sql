{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per recorded change of a position. Entries are never changed.
with

source as (

    {{ source_rows('swiftbolt', 'multi_leg_journal') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as journal_entry_id,
        source.strategy_id::text as strategy_id,
        {{ pseudonym('swiftbolt', 'source.actor_id') }} as actor_id,

        -- attributes
        source.action::text as action,

        -- timestamps
        source.created_at::timestamptz as recorded_at,
        source.created_at::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
