{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per automatic halt of trading.
with

source as (

    {{ source_rows('mastertrade', 'circuit_breaker_events') }}

),

renamed as (

    select
        -- ids
        'mastertrade' as source_system,
        source.id::text as halt_id,

        -- attributes: of the details only the book is read, of the actions the words that the seed
        -- knows, for others may name somebody
        environments.canonical_value as environment,
        nullif(source.metadata ->> 'environment', '') as native_environment,
        lower(source.trigger_type::text) as trigger_type,
        case
            when jsonb_typeof(source.actions_taken) = 'array'
                then array(
                    select coalesce(words.canonical_value, '[removed]')
                    from
                        jsonb_array_elements_text(source.actions_taken)
                        with ordinality as actions (action, place)
                    left join {{ ref('value_mappings') }} as words
                        on words.domain = 'halt_action'
                        and words.source_system = 'mastertrade'
                        and actions.action = words.native_value
                    order by actions.place
                )
        end as actions_taken,

        -- measures: in the unit of the trigger
        source.threshold_value::numeric as threshold_value,
        source.actual_value::numeric as actual_value,

        -- timestamps: the platform writes naive UTC
        source.triggered_at::timestamp at time zone 'UTC' as triggered_at,
        source.resolved_at::timestamp at time zone 'UTC' as resolved_at,
        greatest(source.triggered_at, source.resolved_at)::timestamp
        at time zone 'UTC' as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as environments
        on environments.domain = 'environment'
        and environments.source_system = 'mastertrade'
        and environments.native_value = source.metadata ->> 'environment'

)

select * from renamed
