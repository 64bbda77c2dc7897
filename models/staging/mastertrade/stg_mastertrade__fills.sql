{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per execution.
-- An execution that was imported twice counts once, as last loaded.
-- Simulated executions have no exchange id and are all kept.
with

source as (

    select * from {{ source('mastertrade', 'trades') }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by
                environment, symbol, coalesce(nullif(exchange_trade_id, ''), 'row ' || id)
            order by coalesce(created_at, executed_at) desc, id desc
        ) as copy_rank
    from source

),

current as (

    select * from ranked
    where copy_rank = 1

),

renamed as (

    select
        -- ids; the two books are the platform's accounts
        'mastertrade' as source_system,
        current.id::text as fill_id,
        nullif(current.exchange_trade_id::text, '') as exchange_trade_id,
        current.order_id::text as order_id,
        current.environment::text as account_id,
        current.strategy_id::text as strategy_id,
        current.symbol::text as symbol,

        -- attributes
        environments.canonical_value as environment,
        sides.canonical_value as side,

        -- measures
        current.quantity::numeric as quantity,
        current.price::numeric as price,
        current.commission::numeric as fee_amount,
        nullif(current.commission_asset::text, '') as fee_currency,
        current.realized_pnl::numeric as realized_pnl_usd,

        -- timestamps: the platform writes naive UTC
        current.executed_at::timestamp at time zone 'UTC' as filled_at,
        coalesce(current.created_at, current.executed_at)::timestamp
        at time zone 'UTC' as loaded_at

    from current
    left join {{ ref('value_mappings') }} as environments
        on environments.domain = 'environment'
        and environments.source_system = 'mastertrade'
        and environments.native_value = current.environment::text
    left join {{ ref('value_mappings') }} as sides
        on sides.domain = 'side'
        and sides.source_system = 'mastertrade'
        and sides.native_value = current.side::text

)

select * from renamed
