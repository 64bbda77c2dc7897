{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per change made because of a goal.
with

source as (

    {{ source_rows('mastertrade', 'goal_adjustments') }}

),

renamed as (

    select
        -- ids
        'mastertrade' as source_system,
        source.id::text as adjustment_id,
        source.goal_id::text as goal_id,

        -- attributes: who asked for it and why is not taken over
        lower(source.adjustment_type::text) as adjustment_type,

        -- measures: in the unit of what was changed
        source.old_value::numeric as old_value,
        source.new_value::numeric as new_value,

        -- timestamps: the platform writes naive UTC
        source.applied_at::timestamp at time zone 'UTC' as applied_at,
        source.applied_at::timestamp at time zone 'UTC' as loaded_at,
        source.source_row

    from source

)

select * from renamed
