{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per book, asset and snapshot.
with

source as (

    {{ source_rows('mastertrade', 'portfolio_balances') }}

),

renamed as (

    select
        -- ids; the books are the platform's accounts
        'mastertrade' as source_system,
        source.id::text as balance_id,
        source.environment::text as account_id,

        -- attributes; the account is the environment in the words of the source
        environments.canonical_value as environment,
        source.asset::text as balance_currency,

        -- measures
        source.total_balance::numeric as balance_amount,
        source.free_balance::numeric as free_amount,
        coalesce(source.locked_balance, 0)::numeric as locked_amount,
        source.usd_value::numeric as balance_usd,

        -- timestamps: the platform writes naive UTC
        source.timestamp::timestamp at time zone 'UTC' as snapshot_at,
        source.timestamp::timestamp at time zone 'UTC' as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as environments
        on environments.domain = 'environment'
        and environments.source_system = 'mastertrade'
        and environments.native_value = source.environment::text

)

select * from renamed
