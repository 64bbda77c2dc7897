{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per open position.
with

source as (

    {{ source_rows('mastertrade', 'positions') }}

),

renamed as (

    select
        -- ids; the books are the platform's accounts
        'mastertrade' as source_system,
        source.id::text as position_id,
        source.environment::text as account_id,
        source.strategy_id::text as strategy_id,
        source.symbol::text as symbol,

        -- attributes; the account is the environment in the words of the source
        environments.canonical_value as environment,
        sides.canonical_value as side,
        source.side::text as native_side,

        -- measures; an exit at 0 is none
        source.quantity::numeric as quantity,
        source.entry_price::numeric as entry_price,
        source.current_price::numeric as mark_price,
        nullif(source.stop_loss, 0)::numeric as stop_price,
        nullif(source.take_profit, 0)::numeric as take_profit_price,
        source.unrealized_pnl::numeric as unrealized_pnl_usd,
        source.unrealized_pnl_pct::numeric / 100 as unrealized_pnl_ratio,

        -- timestamps: the platform writes naive UTC
        source.opened_at::timestamp at time zone 'UTC' as opened_at,
        greatest(source.opened_at, source.updated_at)::timestamp at time zone 'UTC' as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as environments
        on environments.domain = 'environment'
        and environments.source_system = 'mastertrade'
        and environments.native_value = source.environment::text
    left join {{ ref('value_mappings') }} as sides
        on sides.domain = 'position_side'
        and sides.source_system = 'mastertrade'
        and sides.native_value = source.side::text

)

select * from renamed
