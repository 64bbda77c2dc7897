{{ config(enabled=system_enabled('mastertrade')) }}

-- Grain: one row per execution.
-- An execution that was imported twice counts once, as last loaded. Two orders of ours that meet
-- share its id, each on its side.
-- Simulated executions have no exchange id and are all kept.
with

source as (

    {{ source_rows('mastertrade', 'trades') }}

),

renamed as (

    select
        -- ids; the books are the platform's accounts
        'mastertrade' as source_system,
        source.id::text as fill_id,
        nullif(source.exchange_trade_id::text, '') as exchange_trade_id,
        -- what two imports of one execution share; a simulated one has only its row
        coalesce(nullif(source.exchange_trade_id::text, ''), 'row ' || source.id) as execution_key,
        source.order_id::text as order_id,
        source.environment::text as account_id,
        source.strategy_id::text as strategy_id,
        source.symbol::text as symbol,

        -- attributes; the account is the environment in the words of the source
        environments.canonical_value as environment,
        sides.canonical_value as side,
        source.side::text as native_side,

        -- measures
        source.quantity::numeric as quantity,
        source.price::numeric as price,
        source.commission::numeric as fee_amount,
        nullif(source.commission_asset::text, '') as fee_currency,
        source.realized_pnl::numeric as realized_pnl_usd,

        -- timestamps: the platform writes naive UTC
        source.executed_at::timestamp at time zone 'UTC' as filled_at,
        coalesce(source.created_at, source.executed_at)::timestamp
        at time zone 'UTC' as loaded_at,
        source.source_row

    from source
    left join {{ ref('value_mappings') }} as environments
        on environments.domain = 'environment'
        and environments.source_system = 'mastertrade'
        and environments.native_value = source.environment::text
    left join {{ ref('value_mappings') }} as sides
        on sides.domain = 'side'
        and sides.source_system = 'mastertrade'
        and sides.native_value = source.side::text

)

select * from renamed
