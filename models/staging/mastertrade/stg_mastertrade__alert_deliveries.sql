{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per attempt to deliver an alert.
with

source as (

    {{ source_rows('mastertrade', 'alert_history') }}

),

renamed as (

    select
        -- ids
        'mastertrade' as source_system,
        source.id::text as delivery_id,
        source.alert_id::text as alert_id,

        -- attributes: who got it stays behind, and so does an error's text, which may say it
        lower(source.channel::text) as channel,
        lower(source.status::text) as status,
        nullif(source.error_message::text, '') is not null as has_error,

        -- timestamps: the platform writes naive UTC
        source.sent_at::timestamp at time zone 'UTC' as sent_at,
        source.sent_at::timestamp at time zone 'UTC' as loaded_at,
        source.source_row

    from source

)

select * from renamed
