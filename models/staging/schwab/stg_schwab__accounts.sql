{{ config(enabled=system_enabled('schwab')) }}

-- Grain: one row per brokerage account.
with

source as (

    {{ source_rows('schwab', 'accounts') }}

),

renamed as (

    select
        -- ids; hash, number and names of the account stay behind
        'schwab' as source_system,
        source.account_id::text as account_id,

        -- attributes
        lower(nullif(source.account_type::text, '')) as account_type,
        source.account_type::text as native_account_type,
        'live' as environment,
        -- not told: the platform's own default
        coalesce(source.is_active::boolean, true) as is_active,

        -- timestamps: insert times are all the platform keeps
        source.created_at::timestamptz as opened_at,
        greatest(source.created_at, source.updated_at)::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
