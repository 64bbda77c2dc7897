{{ config(enabled=system_enabled('patriot')) }}

-- Grain: one row per exchange account.
with

source as (

    {{ source_rows('patriot', 'user_accounts') }}

),

renamed as (

    select
        -- ids
        'patriot' as source_system,
        source.id::text as account_id,
        {{ pseudonym('patriot', 'source.user_id') }} as owner_id,

        -- attributes
        source.exchange::text as exchange,
        case
            when source.is_testnet::boolean then 'testnet'
            when not source.is_testnet::boolean then 'live'
        end as environment,
        source.is_active::boolean as is_active,
        sync_statuses.canonical_value as sync_status,
        source.sync_status::text as native_sync_status,
        source.key_encryption_version::integer as key_encryption_version,

        -- timestamps
        source.created_at::timestamptz as opened_at,
        source.last_sync_at::timestamptz as synced_at,
        source.updated_at::timestamptz as updated_at,
        greatest(source.created_at, source.updated_at)::timestamptz as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as sync_statuses
        on sync_statuses.domain = 'sync_status'
        and sync_statuses.source_system = 'patriot'
        and sync_statuses.native_value = source.sync_status::text

)

select * from renamed
