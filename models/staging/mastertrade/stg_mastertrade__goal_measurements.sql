{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per measurement of a goal.
with

source as (

    {{ source_rows('mastertrade', 'goal_progress') }}

),

renamed as (

    select
        -- ids
        'mastertrade' as source_system,
        source.id::text as measurement_id,
        source.goal_id::text as goal_id,

        -- attributes
        lower(nullif(source.status::text, '')) as status,

        -- measures: values are in the unit of the goal, the progress is a percent at the source
        source.current_value::numeric as current_value,
        source.target_value::numeric as target_value,
        source.gap::numeric as gap_value,
        source.progress_pct::numeric / 100 as progress_ratio,

        -- timestamps: the platform writes naive UTC
        source.timestamp::timestamp at time zone 'UTC' as measured_at,
        coalesce(source.created_at, source.timestamp)::timestamp at time zone 'UTC' as loaded_at,
        source.source_row

    from source

)

select * from renamed
