{{ config(enabled=system_enabled('swiftbolt')) }}

-- Grain: one row per symbol, action type and ex date.
with

source as (

    {{ source_rows('swiftbolt', 'corporate_actions') }}

),

renamed as (

    select
        -- ids
        'swiftbolt' as source_system,
        source.id::text as action_id,
        source.symbol_id::uuid as symbol_id,
        source.symbol::text as symbol,

        -- attributes
        source.action_type::text as action_type,
        source.ex_date::date as ex_date,
        source.record_date::date as record_date,
        source.payment_date::date as payment_date,
        lower(nullif(source.metadata ->> 'frequency', '')) as dividend_frequency,
        coalesce(source.bars_adjusted::boolean, false) as is_bars_adjusted,

        -- measures
        source.old_rate::numeric as old_rate,
        source.new_rate::numeric as new_rate,
        source.ratio::numeric as share_factor,
        source.cash_amount::numeric as cash_amount_usd,

        -- timestamps
        source.adjusted_at::timestamptz as adjusted_at,
        greatest(source.created_at, source.adjusted_at)::timestamptz as loaded_at,
        source.source_row

    from source

)

select * from renamed
